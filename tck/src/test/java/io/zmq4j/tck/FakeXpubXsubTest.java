package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeXpubXsubTest extends XpubXsubTck {}
