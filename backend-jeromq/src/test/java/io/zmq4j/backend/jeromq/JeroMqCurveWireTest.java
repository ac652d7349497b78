package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.CurveWireTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqCurveWireTest extends CurveWireTck {}
