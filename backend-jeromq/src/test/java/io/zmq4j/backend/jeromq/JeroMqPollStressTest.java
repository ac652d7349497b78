package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollStressTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollStressTest extends PollStressTck {}
