package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeCurveTest extends CurveTck {}
