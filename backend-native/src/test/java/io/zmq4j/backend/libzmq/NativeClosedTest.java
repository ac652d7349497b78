package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ClosedTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeClosedTest extends ClosedTck {}
