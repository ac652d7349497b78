package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.KitTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeKitTest extends KitTck {}
