package io.zmq4j.backend.fake;

import io.zmq4j.SocketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DEALER, PUSH and PULL: sends round-robin, receives fair-queued. */
class FakeDealer extends FakeCore {
    FakeDealer(FakeNames names, SocketType type) {
        super(names, type);
    }

    @Override
    boolean start(byte[] first, boolean moreFollow) {
        FakePipe pipe = nextWriter();
        if (pipe == null) {
            return false;
        }
        to(pipe);
        frame(first);
        return true;
    }

    @Override
    @Nullable
    List<byte[]> next() {
        FakePipe pipe = nextReader();
        return pipe == null ? null : pipe.read();
    }

    @Override
    boolean hasNext() {
        return anyHasMessage();
    }

    @Override
    boolean canSend() {
        return type.canSend() && anyHasRoom();
    }
}
