package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeQueueOptionTest extends QueueOptionTck {}
