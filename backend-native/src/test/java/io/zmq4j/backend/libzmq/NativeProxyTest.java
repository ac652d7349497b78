package io.zmq4j.backend.libzmq;

import io.zmq4j.tck.ProxyTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class NativeProxyTest extends ProxyTck {}
