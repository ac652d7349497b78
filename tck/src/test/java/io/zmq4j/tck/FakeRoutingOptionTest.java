package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeRoutingOptionTest extends RoutingOptionTck {}
