package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollTest extends PollTck {}
