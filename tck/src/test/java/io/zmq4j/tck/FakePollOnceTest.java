package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollOnceTest extends PollOnceTck {}
