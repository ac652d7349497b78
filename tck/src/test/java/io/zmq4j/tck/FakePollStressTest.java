package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollStressTest extends PollStressTck {}
