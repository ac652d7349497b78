package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeSubscriptionOptionTest extends SubscriptionOptionTck {}
