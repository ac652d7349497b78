package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.PingPongTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqPingPongTest extends PingPongTck {}
