package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.PollEndTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class PollEndWithoutEpollTest extends PollEndTck {
    private final Backend backend = WithoutEpoll.backend();

    @Override
    protected Backend backend() {
        return backend;
    }
}
