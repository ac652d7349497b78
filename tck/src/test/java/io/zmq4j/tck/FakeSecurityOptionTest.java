package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeSecurityOptionTest extends SecurityOptionTck {}
