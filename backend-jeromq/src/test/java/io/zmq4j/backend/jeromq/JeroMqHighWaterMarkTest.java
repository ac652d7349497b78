package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.HighWaterMarkTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqHighWaterMarkTest extends HighWaterMarkTck {}
