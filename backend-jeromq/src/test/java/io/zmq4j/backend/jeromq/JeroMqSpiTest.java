package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SpiTck;

@RequiresBackend("jeromq")
class JeroMqSpiTest extends SpiTck {}
