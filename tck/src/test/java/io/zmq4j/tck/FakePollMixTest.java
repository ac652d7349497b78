package io.zmq4j.tck;

@RequiresBackend("fake")
class FakePollMixTest extends PollMixTck {}
