package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeMultipartTest extends MultipartTck {}
