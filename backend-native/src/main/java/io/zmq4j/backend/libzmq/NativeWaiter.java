package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Waiter;
import org.jspecify.annotations.Nullable;

/** A waiter that can wait for a descriptor too; lives in a pool of {@link NativeWaiters}. */
abstract class NativeWaiter extends Waiter {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The next free one in its pool. */
    @Nullable
    NativeWaiter next;

    /**
     * Waits until the descriptor is readable, this is woken, or time has passed; may end early.
     *
     * @param descriptor what to wait for
     * @param nanos the longest wait, {@link Long#MAX_VALUE} for no limit
     */
    abstract void await(int descriptor, long nanos);

    @Override
    protected abstract void clear();

    @Override
    protected abstract void dispose();

    /** As {@code poll} wants it: rounded up, so that a wait never ends early to no purpose; -1 for no limit. */
    static int millis(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return -1;
        }
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }
}
