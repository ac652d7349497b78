package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeInprocTest extends InprocTck {}
