package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.CurveTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeCurveTest extends CurveTck {}
