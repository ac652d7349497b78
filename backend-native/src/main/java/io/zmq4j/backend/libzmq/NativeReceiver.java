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

    private static final byte[] EMPTY = {};

    private enum More {
        NOT_ASKED,
        NO,
        YES
    }

    private final NativeErrors errors;
    private final LibZmq zmq;
    private final LibC libc;
    private final long handle;
    private final NativeMemory memory;
    private final NativeSocket socket;
    private final More[] more = {More.NO, More.NO};
    private byte[] scratch = EMPTY;
    private int current;
    private int size;

    NativeReceiver(NativeBinding binding, NativeErrors errors, NativeSocketResource resource, NativeSocket socket) {
        this.errors = errors;
        this.zmq = binding.zmq();
        this.libc = binding.libc();
        this.handle = resource.handle();
        this.memory = resource.memory();
        this.socket = socket;
    }

    /**
     * The message that is not current is overwritten, also when there is nothing: what it held is of no use by then.
     */
    int fetch() {
        int next = 1 - current;
        int received = receive(memory.received(next));
        if (received == NOTHING) {
            return NOTHING;
        }
        current = next;
        more[next] = More.NOT_ASKED;
        size = received;
        if (received == Integer.MAX_VALUE) {
            long realSize = zmq.zmq_msg_size(memory.received(next));
            release();
            throw tooLarge(realSize);
        }
        return received;
    }

    /** Receives into a message of the user's, which is empty; only what follows is remembered here. */
    int fetch(NativeMsg target) {
        int received = receive(target.address());
        if (received == NOTHING) {
            return NOTHING;
        }
        current = 1 - current;
        more[current] = zmq.zmq_msg_more(target.address()) == 1 ? More.YES : More.NO;
        if (received == Integer.MAX_VALUE) {
            long realSize = zmq.zmq_msg_size(target.address());
            target.doReleaseHeld();
            throw tooLarge(realSize);
        }
        return received;
    }

    private int receive(long message) {
        int received;
        do {
            received = zmq.zmq_msg_recv(message, handle, LibZmq.ZMQ_DONTWAIT);
            if (received < 0 && errors.wouldBlock("recv", socket)) {
                return NOTHING;
            }
        } while (received < 0);
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
        copyOut(bytes, 0);
        releaseLarge();
        return bytes;
    }

    void take(ByteBuffer target) {
        if (target.hasArray()) {
            copyOut(target.array(), target.arrayOffset() + target.position());
            target.position(target.position() + size);
        } else if (size <= NativeMemory.STAGING_SIZE) {
            if (scratch.length == 0) {
                scratch = new byte[NativeMemory.STAGING_SIZE];
            }
            copyOut(scratch, 0);
            target.put(scratch, 0, size);
        } else {
            target.put(libc.view(zmq.zmq_msg_data(memory.received(current)), size));
        }
        releaseLarge();
    }

    private void copyOut(byte[] target, int offset) {
        if (size > 0) {
            libc.copyOut(zmq.zmq_msg_data(memory.received(current)), target, offset, size);
        }
    }

    private void releaseLarge() {
        if (size > LARGE) {
            release();
        }
    }

    private void release() {
        hasMore(current);
        zmq.zmq_msg_close(memory.received(current));
        zmq.zmq_msg_init(memory.received(current));
    }

    /** The library has dropped what followed the current one. */
    void forgetMore() {
        more[current] = More.NO;
    }

    /** Whether more frames follow the current one. */
    boolean more() {
        return hasMore(current);
    }

    /** Whether more frames followed the one before. */
    boolean moreBefore() {
        return hasMore(1 - current);
    }

    private boolean hasMore(int index) {
        if (more[index] == More.NOT_ASKED) {
            more[index] = zmq.zmq_msg_more(memory.received(index)) == 1 ? More.YES : More.NO;
        }
        return more[index] == More.YES;
    }
}
