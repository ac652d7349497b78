package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.MsgTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqMsgTest extends MsgTck {}
