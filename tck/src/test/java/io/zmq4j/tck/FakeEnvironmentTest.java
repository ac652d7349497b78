package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeEnvironmentTest extends EnvironmentTck {}
