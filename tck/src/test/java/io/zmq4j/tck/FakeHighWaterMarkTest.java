package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeHighWaterMarkTest extends HighWaterMarkTck {}
