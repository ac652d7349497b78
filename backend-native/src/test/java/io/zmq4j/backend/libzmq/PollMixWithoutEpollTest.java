package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.tck.PollMixTck;
import io.zmq4j.tck.RequiresBackend;

@RequiresBackend("native")
class PollMixWithoutEpollTest extends PollMixTck {
    private final Backend backend = WithoutEpoll.backend();

    @Override
    protected Backend backend() {
        return backend;
    }
}
