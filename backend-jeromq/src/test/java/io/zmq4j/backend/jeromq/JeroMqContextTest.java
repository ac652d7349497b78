package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ContextTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqContextTest extends ContextTck {}
