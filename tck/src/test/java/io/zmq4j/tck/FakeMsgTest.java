package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeMsgTest extends MsgTck {}
