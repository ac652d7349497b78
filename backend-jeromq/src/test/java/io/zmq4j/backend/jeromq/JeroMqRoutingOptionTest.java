package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.RoutingOptionTck;

@RequiresBackend("jeromq")
class JeroMqRoutingOptionTest extends RoutingOptionTck {}
