package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ProxyControlTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqProxyControlTest extends ProxyControlTck {}
