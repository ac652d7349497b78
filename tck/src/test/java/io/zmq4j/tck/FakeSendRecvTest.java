package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeSendRecvTest extends SendRecvTck {}
