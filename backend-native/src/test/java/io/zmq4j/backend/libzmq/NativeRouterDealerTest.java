package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.RouterDealerTck;

@RequiresBackend("native")
class NativeRouterDealerTest extends RouterDealerTck {}
