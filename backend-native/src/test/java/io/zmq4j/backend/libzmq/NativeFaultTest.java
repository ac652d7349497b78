package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.FaultTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeFaultTest extends FaultTck {}
