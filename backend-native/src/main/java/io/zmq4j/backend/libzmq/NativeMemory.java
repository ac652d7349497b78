package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;

/**
 * The memory outside the heap that belongs to one socket: messages to receive and to send, the value of an option with
 * its length, and the staging area through which small frames go.
 *
 * <p>One block, so that it is freed at once; used with the socket's guard held, like the socket.
 */
final class NativeMemory {
    /**
     * The largest frame that goes through the staging area: up to here a second copy costs less than two more calls.
     */
    static final int STAGING_SIZE = 8192;

    /** Twice a {@code zmq_msg_t}, so that a later libzmq may grow it. */
    private static final int MESSAGE_SPACE = 128;

    private static final int LENGTH = 3 * MESSAGE_SPACE;
    private static final int VALUE = LENGTH + Long.BYTES;
    private static final int STAGING = VALUE + Long.BYTES;
    private static final int SIZE = STAGING + STAGING_SIZE;

    private final LibC libc;
    private final long address;
    private final ByteBuffer head;
    private final ByteBuffer staging;

    NativeMemory(LibC libc) {
        this.libc = libc;
        this.address = libc.malloc(SIZE);
        this.head = libc.view(address, STAGING);
        this.staging = libc.view(address + STAGING, STAGING_SIZE);
    }

    /** Address of a {@code zmq_msg_t} to receive into: 0 or 1. */
    long received(int index) {
        return address + (long) index * MESSAGE_SPACE;
    }

    /** Address of the {@code zmq_msg_t} to send. */
    long outgoing() {
        return received(2);
    }

    /** Address of the length of a value, and prepares it. */
    long length(long length) {
        head.putLong(LENGTH, length);
        return address + LENGTH;
    }

    /** The length as the library left it. */
    long length() {
        return head.getLong(LENGTH);
    }

    /** Address of a value, and prepares it. */
    long value(int number) {
        head.putInt(VALUE, number);
        return address + VALUE;
    }

    /** Address of a value, and prepares it. */
    long value(long number) {
        head.putLong(VALUE, number);
        return address + VALUE;
    }

    int intValue() {
        return head.getInt(VALUE);
    }

    long longValue() {
        return head.getLong(VALUE);
    }

    long stagingAddress() {
        return address + STAGING;
    }

    /** The staging area; use absolute positions. */
    ByteBuffer staging() {
        return staging;
    }

    void free() {
        libc.free(address);
    }
}
