package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeOptionTest extends OptionTck {}
