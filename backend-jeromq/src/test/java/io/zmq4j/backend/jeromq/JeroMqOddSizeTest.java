package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.OddSizeTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqOddSizeTest extends OddSizeTck {}
