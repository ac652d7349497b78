package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePingPongTest extends PingPongTck {}
