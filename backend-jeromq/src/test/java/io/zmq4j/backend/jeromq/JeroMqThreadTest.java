package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ThreadTck;

@RequiresBackend("jeromq")
class JeroMqThreadTest extends ThreadTck {}
