package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeThreadTest extends ThreadTck {}
