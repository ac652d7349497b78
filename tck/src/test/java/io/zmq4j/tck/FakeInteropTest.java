package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeInteropTest extends InteropTck {}
