package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ClosedTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqClosedTest extends ClosedTck {}
