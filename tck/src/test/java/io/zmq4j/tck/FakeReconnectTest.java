package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeReconnectTest extends ReconnectTck {}
