package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeReqRepTest extends ReqRepTck {}
