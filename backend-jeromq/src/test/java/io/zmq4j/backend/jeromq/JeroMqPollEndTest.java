package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollEndTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollEndTest extends PollEndTck {}
