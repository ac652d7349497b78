package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.LeakTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeLeakTest extends LeakTck {}
