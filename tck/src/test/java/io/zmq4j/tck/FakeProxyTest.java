package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeProxyTest extends ProxyTck {}
