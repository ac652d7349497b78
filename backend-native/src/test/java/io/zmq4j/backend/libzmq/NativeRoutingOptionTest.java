package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.RoutingOptionTck;

@RequiresBackend("native")
class NativeRoutingOptionTest extends RoutingOptionTck {}
