package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Keeps a peer from using up the memory with one header.
 *
 * <p>JeroMQ 0.6.0 allocates a frame as soon as its size is announced, before any authentication, and an
 * {@code OutOfMemoryError} ends its I/O thread. Hence MAXMSGSIZE is never unlimited in the engine: property
 * {@code zmq4j.jeromq.maxFrame}, by default a quarter of the heap. A negative size passes the engine's own check; the
 * frame allocated for it here is a command, which the engine drops. (An exception would leave the connection readable
 * for ever, and the I/O thread spinning.) Both can go when a header announcing 2^31-1 or 2^63 bytes harms nobody but
 * the connection it comes over.
 *
 * <p>All frames are arrays of their exact size, on the heap: what is received is handed to the user without a copy.
 */
final class FrameLimit implements MsgAllocator {
    static final FrameLimit ALLOCATOR = new FrameLimit();

    static final String PROPERTY = "zmq4j.jeromq.maxFrame";

    private FrameLimit() {}

    @Override
    public Msg allocate(int size) {
        return size >= 0 || !Safeguard.isOn("negative-frame") ? new Msg(size) : dropped();
    }

    /** What the engine throws away; in a handshake, with the connection. */
    static Msg dropped() {
        Msg dropped = new Msg(0);
        dropped.setFlags(Msg.COMMAND);
        return dropped;
    }

    /** What the engine is told for a MAXMSGSIZE of the user's. */
    static long of(long wanted) {
        if (!Safeguard.isOn("frame-limit")) {
            return wanted;
        }
        long limit = Long.getLong(
                PROPERTY, Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4));
        return wanted < 0 ? limit : Math.min(wanted, limit);
    }
}
