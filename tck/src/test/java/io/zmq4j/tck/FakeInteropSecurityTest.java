package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeInteropSecurityTest extends InteropSecurityTck {}
