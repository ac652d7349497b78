package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PyzmqTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPyzmqTest extends PyzmqTck {}
