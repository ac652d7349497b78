package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeInteropLinkTest extends InteropLinkTck {}
