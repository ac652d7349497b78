package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeFuzzTest extends FuzzTck {}
