package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ReqRepTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqReqRepTest extends ReqRepTck {}
