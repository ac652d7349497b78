package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.OddSizeTck;
import io.zmq4j.tck.RequiresBackend;
import java.util.List;

/** Among libzmq's sockets, and between them and JeroMQ's. */
@RequiresBackend("native")
class NativeOddSizeTest extends OddSizeTck {
    @Override
    protected List<Backend> peers() {
        return List.of(backend("jeromq"));
    }
}
