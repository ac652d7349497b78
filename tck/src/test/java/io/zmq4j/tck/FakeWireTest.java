package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeWireTest extends WireTck {}
