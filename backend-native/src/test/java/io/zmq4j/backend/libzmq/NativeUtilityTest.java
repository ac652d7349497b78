package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.UtilityTck;

@RequiresBackend("native")
class NativeUtilityTest extends UtilityTck {}
