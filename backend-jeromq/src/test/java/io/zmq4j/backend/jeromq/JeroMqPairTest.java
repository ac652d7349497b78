package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PairTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPairTest extends PairTck {}
