package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollOnceTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollOnceTest extends PollOnceTck {}
