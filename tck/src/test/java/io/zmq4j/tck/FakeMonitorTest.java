package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeMonitorTest extends MonitorTck {}
