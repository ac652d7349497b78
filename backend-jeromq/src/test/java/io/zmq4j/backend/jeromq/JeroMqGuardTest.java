package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.GuardTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqGuardTest extends GuardTck {}
