package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeZapTest extends ZapTck {}
