package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeStreamTest extends StreamTck {}
