package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.CurveTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqCurveTest extends CurveTck {}
