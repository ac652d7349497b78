package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;

/**
 * Waits in {@code poll}, woken through a descriptor of its own: an eventfd, or a pipe where there is none.
 *
 * <p>The flag tells whether a token of eight bytes is in that descriptor, so neither reading nor writing ever blocks.
 */
final class DescriptorWaiter extends NativeWaiter {
    private static final int TOKEN_SIZE = Long.BYTES;
    private static final int POLL = TOKEN_SIZE;
    private static final int TARGET = POLL;
    private static final int WAKE = POLL + LibC.POLLFD_SIZE;
    private static final int PAIR = WAKE + LibC.POLLFD_SIZE;
    private static final int SINK = PAIR + 2 * Integer.BYTES;
    private static final int SIZE = SINK + TOKEN_SIZE;

    private final NativeErrors errors;
    private final LibC libc;
    private final long address;
    private final ByteBuffer memory;
    private final int readEnd;
    private final int writeEnd;
    private volatile boolean woken;
    private boolean disposed;

    DescriptorWaiter(NativeBinding binding, NativeErrors errors) {
        this.errors = errors;
        this.libc = binding.libc();
        this.address = libc.malloc(SIZE);
        this.memory = libc.view(address, SIZE);
        if (!open()) {
            RuntimeException failure = errors.failure("opening a descriptor to wait with");
            libc.free(address);
            throw failure;
        }
        this.readEnd = memory.getInt(PAIR);
        this.writeEnd = memory.getInt(PAIR + Integer.BYTES);
        memory.putLong(0, 1);
        memory.putInt(WAKE, readEnd).putShort(WAKE + Integer.BYTES, LibC.POLLIN);
        memory.putShort(TARGET + Integer.BYTES, LibC.POLLIN);
    }

    private boolean open() {
        if (!libc.hasEventfd()) {
            return libc.pipe(address + PAIR) == 0;
        }
        int descriptor = libc.eventfd(0, LibC.EFD_CLOEXEC);
        memory.putInt(PAIR, descriptor).putInt(PAIR + Integer.BYTES, descriptor);
        return descriptor >= 0;
    }

    /** What becomes readable by {@link #wakeUp()}. */
    int descriptor() {
        return readEnd;
    }

    @Override
    public synchronized void wakeUp() {
        if (!disposed && !woken) {
            woken = true;
            libc.write(writeEnd, address, TOKEN_SIZE);
        }
    }

    @Override
    protected void clear() {
        if (woken) {
            takeToken();
        }
    }

    private synchronized void takeToken() {
        libc.read(readEnd, address + SINK, TOKEN_SIZE);
        woken = false;
    }

    @Override
    void await(int descriptor, long nanos) {
        memory.putInt(TARGET, descriptor);
        if (libc.poll(address + POLL, WAKE_UPS ? 2 : 1, millis(nanos)) < 0 && !errors.wasSignal()) {
            throw errors.failure("poll");
        }
    }

    @Override
    protected synchronized void dispose() {
        if (!disposed) {
            disposed = true;
            libc.close(readEnd);
            if (writeEnd != readEnd) {
                libc.close(writeEnd);
            }
            libc.free(address);
        }
    }
}
