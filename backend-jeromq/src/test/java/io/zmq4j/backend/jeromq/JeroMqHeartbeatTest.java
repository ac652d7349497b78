package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.HeartbeatTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqHeartbeatTest extends HeartbeatTck {}
