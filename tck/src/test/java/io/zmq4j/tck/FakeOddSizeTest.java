package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeOddSizeTest extends OddSizeTck {}
