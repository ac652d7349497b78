package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.BadInputTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqBadInputTest extends BadInputTck {}
