package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeSecurityTest extends SecurityTck {}
