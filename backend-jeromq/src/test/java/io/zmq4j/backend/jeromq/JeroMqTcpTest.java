package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.TcpTck;

@RequiresBackend("jeromq")
class JeroMqTcpTest extends TcpTck {}
