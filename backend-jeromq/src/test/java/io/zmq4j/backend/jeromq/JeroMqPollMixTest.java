package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PollMixTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPollMixTest extends PollMixTck {}
