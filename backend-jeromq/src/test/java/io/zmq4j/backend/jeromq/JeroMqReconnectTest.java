package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ReconnectTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqReconnectTest extends ReconnectTck {}
