package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeConnectionOptionTest extends ConnectionOptionTck {}
