package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.GuardTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeGuardTest extends GuardTck {}
