package io.zmq4j.tck;

@RequiresBackend("fake")
class FakeEndpointTest extends EndpointTck {}
