package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeWaitingTest extends WaitingTck {}
