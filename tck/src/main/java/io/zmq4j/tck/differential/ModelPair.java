package io.zmq4j.tck.differential;

import io.zmq4j.SocketType;

/** PAIR: one peer; who comes while there is one is turned away. */
final class ModelPair extends ModelDealer {
    ModelPair(Model model, SocketType type) {
        super(model, type);
    }

    @Override
    void attached(ModelPipe pipe) {
        if (pipes().isEmpty()) {
            super.attached(pipe);
        } else {
            pipe.close();
        }
    }
}
