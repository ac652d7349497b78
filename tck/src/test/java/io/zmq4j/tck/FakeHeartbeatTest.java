package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeHeartbeatTest extends HeartbeatTck {}
