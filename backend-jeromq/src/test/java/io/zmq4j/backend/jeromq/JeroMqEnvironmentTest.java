package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.EnvironmentTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqEnvironmentTest extends EnvironmentTck {}
