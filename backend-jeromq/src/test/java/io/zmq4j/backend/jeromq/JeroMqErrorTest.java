package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ErrorTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqErrorTest extends ErrorTck {}
