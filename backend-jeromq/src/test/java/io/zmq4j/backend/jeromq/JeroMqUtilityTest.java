package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.UtilityTck;

@RequiresBackend("jeromq")
class JeroMqUtilityTest extends UtilityTck {}
