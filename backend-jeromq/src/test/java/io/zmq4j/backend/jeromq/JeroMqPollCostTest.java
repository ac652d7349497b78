package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollCostTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollCostTest extends PollCostTck {}
