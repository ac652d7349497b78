package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WakeUpTck;

@RequiresBackend("jeromq")
class JeroMqWakeUpTest extends WakeUpTck {}
