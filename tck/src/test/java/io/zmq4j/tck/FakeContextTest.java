package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeContextTest extends ContextTck {}
