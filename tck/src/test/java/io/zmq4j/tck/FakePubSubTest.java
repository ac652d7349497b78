package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePubSubTest extends PubSubTck {}
