package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WaitingTck;

@RequiresBackend("jeromq")
class JeroMqWaitingTest extends WaitingTck {}
