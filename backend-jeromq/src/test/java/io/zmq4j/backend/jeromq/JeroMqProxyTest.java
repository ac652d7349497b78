package io.zmq4j.backend.jeromq;

import io.zmq4j.tck.ProxyTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("jeromq")
class JeroMqProxyTest extends ProxyTck {}
