package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeRouterDealerTest extends RouterDealerTck {}
