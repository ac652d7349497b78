package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.EndpointTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqEndpointTest extends EndpointTck {}
