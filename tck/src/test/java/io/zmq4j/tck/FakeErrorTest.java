package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeErrorTest extends ErrorTck {}
