package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeCurveWireTest extends CurveWireTck {}
