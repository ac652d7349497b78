package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ReconnectTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeReconnectTest extends ReconnectTck {}
