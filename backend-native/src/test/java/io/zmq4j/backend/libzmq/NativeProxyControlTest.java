package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ProxyControlTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeProxyControlTest extends ProxyControlTck {}
