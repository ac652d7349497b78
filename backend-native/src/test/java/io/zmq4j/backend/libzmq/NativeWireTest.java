package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.WireTck;

@RequiresBackend("native")
class NativeWireTest extends WireTck {}
