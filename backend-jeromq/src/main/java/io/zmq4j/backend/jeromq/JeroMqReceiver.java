package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/** Receives the frames of one socket. */
final class JeroMqReceiver {
    private static final boolean COPIES = Safeguard.isOn("frame-copy");

    /** Frames that a ROUTER takes out of the engine before they are asked for. */
    private static final int MOST_EARLY = 1_000;

    private final SocketType type;
    private final JeroMqEngine engine;
    private final ReplyState replies;
    private final SecondLook secondLook;
    private final Queue<Msg> early = new ArrayDeque<>();
    private @Nullable Msg current;
    private boolean more;
    private boolean moreBefore;

    JeroMqReceiver(SocketType type, JeroMqEngine engine, ReplyState replies) {
        this.type = type;
        this.engine = engine;
        this.replies = replies;
        this.secondLook = new SecondLook(engine.socket());
    }

    /** Makes the next frame the current one; false when there is none. */
    boolean fetch() {
        replies.checkReceive();
        Msg msg = early.isEmpty() ? engine.recv() : early.remove();
        if (msg == null) {
            return false;
        }
        current = msg;
        moreBefore = more;
        more = msg.hasMore();
        replies.received(more);
        return true;
    }

    int size() {
        return current().size();
    }

    private Msg current() {
        return Objects.requireNonNull(current);
    }

    /**
     * Takes the bytes. JeroMQ shares the array of a frame with its sender and all its receivers in this JVM, but for
     * one that came over a connection: that is ours, and has metadata. Routing ids are the engine's own; a STREAM
     * socket gives them metadata.
     */
    byte[] take() {
        Msg msg = current();
        byte[] data = msg.data();
        boolean ours = !COPIES || (msg.getMetadata() != null && type != SocketType.STREAM);
        byte[] frame = ours ? data : data.clone();
        current = null;
        return frame;
    }

    void take(ByteBuffer target) {
        Msg msg = current();
        int size = msg.size();
        if (target.hasArray()) {
            msg.getBytes(0, target.array(), target.arrayOffset() + target.position(), size);
            target.position(target.position() + size);
        } else {
            target.put(msg.data(), 0, size);
        }
        current = null;
    }

    Msg takeFrame() {
        Msg msg = current();
        current = null;
        return msg;
    }

    boolean more() {
        return more;
    }

    void forgetMore() {
        more = false;
    }

    boolean moreBefore() {
        return moreBefore;
    }

    /** Whether there is a frame that the engine does not know of any more. */
    boolean hasEarly() {
        return !early.isEmpty();
    }

    /**
     * Takes everything that has arrived out of the engine: it learns that a peer has gone only when it has read all
     * that the peer had sent. The peer may answer that while this is under way, hence the second look.
     */
    void makeWay() {
        if (type == SocketType.DEALER && Safeguard.isOn("make-way")) {
            takeIn(Integer.MAX_VALUE);
            secondLook.ask();
        }
    }

    /**
     * The same when a peer seems to be full, with a bound, since it may be just that; false when there was nothing. The
     * answer of the peer wakes whoever waits.
     */
    boolean makeSomeWay() {
        return Safeguard.isOn("gone-not-full") && takeIn(MOST_EARLY);
    }

    private boolean takeIn(int most) {
        boolean any = false;
        while (early.size() < most) {
            Msg msg = engine.recv();
            if (msg == null) {
                break;
            }
            any = early.add(msg);
        }
        return any;
    }
}
