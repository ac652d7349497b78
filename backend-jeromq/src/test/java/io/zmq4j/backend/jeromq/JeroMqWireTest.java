package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WireTck;

@RequiresBackend("jeromq")
class JeroMqWireTest extends WireTck {}
