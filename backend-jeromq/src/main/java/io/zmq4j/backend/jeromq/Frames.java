package io.zmq4j.backend.jeromq;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Where the frames of one connection come from: those of its {@link Handshake}, then those of {@link FrameLimit}.
 *
 * <p>The engine takes it out of the socket's options when the peer has sent its greeting, and tells of that only
 * afterwards. When two do so at the same moment, on two threads, they share one; each keeps to its thread.
 */
final class Frames implements MsgAllocator {
    private final Connections connections;
    private volatile @Nullable Handshake handshake;

    /** Guarded by the connections. */
    private @Nullable Map<Thread, Handshake> others;

    Frames(Connections connections) {
        this.connections = connections;
    }

    void handshake(Handshake value) {
        handshake = value;
    }

    @Nullable
    Handshake other(Thread thread) {
        return others == null ? null : others.get(thread);
    }

    Handshake other(Thread thread, Handshake value) {
        if (others == null) {
            others = new HashMap<>();
        }
        others.put(thread, value);
        return value;
    }

    @Override
    public Msg allocate(int size) {
        Handshake own = handshake;
        if (own == null || !own.isOn(Thread.currentThread())) {
            own = connections.claimed(this);
        }
        return own == null ? FrameLimit.ALLOCATOR.allocate(size) : own.frame(size);
    }
}
