package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeClosedTest extends ClosedTck {}
