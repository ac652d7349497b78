package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeTcpTest extends TcpTck {}
