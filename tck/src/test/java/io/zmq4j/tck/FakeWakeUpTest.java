package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeWakeUpTest extends WakeUpTck {}
