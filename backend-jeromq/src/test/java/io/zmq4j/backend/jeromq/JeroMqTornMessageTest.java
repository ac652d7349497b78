package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.TornMessageTck;

@RequiresBackend("jeromq")
class JeroMqTornMessageTest extends TornMessageTck {}
