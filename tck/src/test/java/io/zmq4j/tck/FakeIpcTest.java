package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeIpcTest extends IpcTck {}
