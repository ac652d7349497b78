package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePyzmqTest extends PyzmqTck {}
