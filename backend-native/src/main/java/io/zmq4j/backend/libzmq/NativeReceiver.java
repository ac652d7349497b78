package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;

/**
 * Receives the frames of one socket, by turns into two messages, so that the frame before stays known.
 *
 * <p>A frame is copied out of the library's memory when it is taken; a large one is given back to the library then.
 */
final class NativeReceiver {
    static final int NOTHING = -1;

    /** Above this size memory is not kept until the next frame comes. */
    private static final int LARGE = 64 * 1024;

    /** After so many frames in a row the next one is likely to be there. */
    private static final int STREAM = 2;

    private static final byte[] EMPTY = {};

    // Whether more frames follow one: numbers, as a reference takes the collector's part in each store.
    private static final int NO = 0;
    private static final int YES = 1;
    private static final int NOT_ASKED = 2;
    private static final int WITH_SOCKET = 3;

    private final NativeErrors errors;
    private final LibZmq zmq;
    private final MemoryWindows all;
    private final long handle;
    private final NativeMemory memory;
    private final NativeSocketOptions options;
    private final NativeSocket socket;
    private int more;
    private int moreBefore;
    private int inARow;
    private int current;
    private int size;

    NativeReceiver(
            NativeBinding binding,
            NativeErrors errors,
            NativeSocketResource resource,
            NativeSocketOptions options,
            NativeSocket socket) {
        this.errors = errors;
        this.zmq = binding.zmq();
        this.all = binding.memory();
        this.handle = resource.handle();
        this.memory = resource.memory();
        this.options = options;
        this.socket = socket;
    }

    /**
     * The message that is not current is overwritten, also when there is nothing: what it held is of no use by then.
     */
    int fetch() {
        if (more == WITH_SOCKET) {
            more(); // the socket tells of the last frame only
        }
        int received = receive(before());
        if (received == NOTHING) {
            return NOTHING;
        }
        next(NOT_ASKED);
        size = received;
        if (received == Integer.MAX_VALUE) {
            long realSize = zmq.zmq_msg_size(current());
            release();
            throw tooLarge(realSize);
        }
        return received;
    }

    /** Receives into a message of the user's, who may do anything with it: what follows is the socket's to tell. */
    int fetch(NativeMsg target) {
        int received = receive(target.address());
        if (received == NOTHING) {
            return NOTHING;
        }
        next(WITH_SOCKET);
        if (received == Integer.MAX_VALUE) {
            long realSize = zmq.zmq_msg_size(target.address());
            target.doReleaseHeld();
            throw tooLarge(realSize);
        }
        return received;
    }

    private void next(int newMore) {
        current = 1 - current;
        moreBefore = more;
        more = newMore;
    }

    private long current() {
        return memory.received(current);
    }

    private long before() {
        return memory.received(1 - current);
    }

    private int receive(long message) {
        int received;
        do {
            received = inARow < STREAM
                    ? zmq.zmq_msg_recv(message, handle, LibZmq.ZMQ_DONTWAIT)
                    : zmq.zmq_msg_recv_next(message, handle, LibZmq.ZMQ_DONTWAIT);
            if (received < 0) {
                inARow = 0;
                if (errors.wouldBlock("recv", socket)) {
                    return NOTHING;
                }
            }
        } while (received < 0);
        if (inARow < STREAM) {
            inARow++;
        }
        return received;
    }

    /** The library cuts the size it returns off at this number; no array of Java's holds as much. */
    private ZmqException tooLarge(long realSize) {
        return new ZmqException(
                ErrorCode.EMSGSIZE,
                "a frame of " + realSize + " bytes was received on socket " + socket
                        + " and dropped: an array holds fewer than 2147483647; MAXMSGSIZE keeps such frames away");
    }

    byte[] take() {
        byte[] bytes = size == 0 ? EMPTY : new byte[size];
        if (size > 0) {
            all.copyOut(zmq.zmq_msg_data(current()), bytes, 0, size);
        }
        releaseLarge();
        return bytes;
    }

    void take(ByteBuffer target) {
        if (size > 0) {
            all.copyOut(zmq.zmq_msg_data(current()), target, size);
        }
        releaseLarge();
    }

    private void releaseLarge() {
        if (size > LARGE) {
            release();
        }
    }

    private void release() {
        more();
        zmq.zmq_msg_close(current());
        zmq.zmq_msg_init(current());
    }

    /** The library has dropped what followed the current one. */
    void forgetMore() {
        more = NO;
    }

    /** Whether more frames follow the current one. */
    boolean more() {
        if (more == NOT_ASKED) {
            more = zmq.zmq_msg_more(current());
        } else if (more == WITH_SOCKET) {
            more = options.getInt(LibZmq.ZMQ_RCVMORE);
        }
        return more == YES;
    }

    /** Whether more frames followed the one before. */
    boolean moreBefore() {
        if (moreBefore == NOT_ASKED) {
            moreBefore = zmq.zmq_msg_more(before());
        }
        return moreBefore == YES;
    }
}
