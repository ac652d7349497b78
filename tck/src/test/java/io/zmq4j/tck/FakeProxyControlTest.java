package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeProxyControlTest extends ProxyControlTck {}
