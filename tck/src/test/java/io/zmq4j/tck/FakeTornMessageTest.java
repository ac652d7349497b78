package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeTornMessageTest extends TornMessageTck {}
