package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.QueueOptionTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqQueueOptionTest extends QueueOptionTck {}
