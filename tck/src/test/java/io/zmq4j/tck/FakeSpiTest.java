package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeSpiTest extends SpiTck {}
