package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.FuzzTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqFuzzTest extends FuzzTck {}
