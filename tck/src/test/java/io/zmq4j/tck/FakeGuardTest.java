package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeGuardTest extends GuardTck {}
