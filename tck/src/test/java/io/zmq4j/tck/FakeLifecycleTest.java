package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeLifecycleTest extends LifecycleTck {}
