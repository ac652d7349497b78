package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.MixedProxyTck;
import io.zmq4j.tck.RequiresBackend;

/** libzmq at one side of a proxy, JeroMQ at the other. */
@RequiresBackend("native")
class NativeJeroMqProxyTest extends MixedProxyTck {
    @Override
    protected Backend otherBackend() {
        return backend("jeromq");
    }
}
