package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.StreamTck;

@RequiresBackend("jeromq")
class JeroMqStreamTest extends StreamTck {}
