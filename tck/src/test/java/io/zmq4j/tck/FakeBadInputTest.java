package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeBadInputTest extends BadInputTck {}
