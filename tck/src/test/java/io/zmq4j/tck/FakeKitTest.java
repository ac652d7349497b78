package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeKitTest extends KitTck {}
