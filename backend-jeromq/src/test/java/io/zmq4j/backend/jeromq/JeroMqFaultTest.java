package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.FaultTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqFaultTest extends FaultTck {}
