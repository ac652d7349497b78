package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.CurveWireTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeCurveWireTest extends CurveWireTck {}
