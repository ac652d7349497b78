package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollEndTest extends PollEndTck {}
