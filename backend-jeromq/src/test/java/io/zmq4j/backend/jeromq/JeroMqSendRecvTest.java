package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.SendRecvTck;

@RequiresBackend("jeromq")
class JeroMqSendRecvTest extends SendRecvTck {}
