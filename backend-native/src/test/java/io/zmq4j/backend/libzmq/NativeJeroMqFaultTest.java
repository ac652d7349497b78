package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.FaultTck;
import io.zmq4j.tck.RequiresBackend;

/** JeroMQ connects to libzmq. */
@RequiresBackend("native")
class NativeJeroMqFaultTest extends FaultTck {
    @Override
    protected Backend connected() {
        return backend("jeromq");
    }
}
