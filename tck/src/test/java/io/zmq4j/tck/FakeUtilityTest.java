package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeUtilityTest extends UtilityTck {}
