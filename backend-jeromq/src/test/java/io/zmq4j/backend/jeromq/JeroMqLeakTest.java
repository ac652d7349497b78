package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.LeakTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqLeakTest extends LeakTck {}
