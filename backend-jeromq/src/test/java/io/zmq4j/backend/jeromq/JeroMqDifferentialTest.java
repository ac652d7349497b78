package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.differential.DifferentialTck;

@RequiresBackend("jeromq")
class JeroMqDifferentialTest extends DifferentialTck {}
