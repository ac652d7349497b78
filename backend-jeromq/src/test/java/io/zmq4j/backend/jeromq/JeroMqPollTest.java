package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollTest extends PollTck {}
