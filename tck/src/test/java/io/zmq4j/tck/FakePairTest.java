package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePairTest extends PairTck {}
