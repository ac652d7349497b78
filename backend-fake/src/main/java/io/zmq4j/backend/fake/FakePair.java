package io.zmq4j.backend.fake;

import io.zmq4j.SocketType;

/** PAIR: one peer; who comes later is turned away. */
class FakePair extends FakeDealer {
    FakePair(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    void attach(FakePipe pipe) {
        if (pipes().iterator().hasNext()) {
            pipe.close();
        } else {
            super.attach(pipe);
        }
    }
}
