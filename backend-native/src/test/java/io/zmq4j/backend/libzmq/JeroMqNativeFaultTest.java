package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.FaultTck;
import io.zmq4j.tck.RequiresBackend;

/** libzmq connects to JeroMQ. */
@RequiresBackend("native")
class JeroMqNativeFaultTest extends FaultTck {
    @Override
    protected Backend bound() {
        return backend("jeromq");
    }
}
