package io.zmq4j.tck.differential;

import io.zmq4j.SocketType;

/** DEALER, PUSH and PULL: sends in turn, receives from any. */
class ModelDealer extends ModelSocket {
    private final Turns turns;

    ModelDealer(Model model, SocketType type) {
        super(model, type);
        this.turns = new Turns(model.choices());
    }

    @Override
    boolean start(String first, boolean more) {
        ModelPipe pipe = turns.next();
        if (pipe == null) {
            return false;
        }
        goingTo(pipe);
        to(pipe);
        frame(first);
        return true;
    }

    /** Before anything is handed over. */
    void goingTo(ModelPipe pipe) {}

    @Override
    boolean canSend() {
        return type().canSend() && turns.anyHasRoom();
    }

    @Override
    void attached(ModelPipe pipe) {
        super.attached(pipe);
        turns.add(pipe);
    }

    @Override
    void detached(ModelPipe pipe) {
        super.detached(pipe);
        turns.remove(pipe);
    }

    @Override
    void settle() {
        super.settle();
        turns.settle();
    }
}
