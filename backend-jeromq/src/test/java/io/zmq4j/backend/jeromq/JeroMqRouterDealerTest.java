package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.RouterDealerTck;

@RequiresBackend("jeromq")
class JeroMqRouterDealerTest extends RouterDealerTck {}
