package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.InprocTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqInprocTest extends InprocTck {}
