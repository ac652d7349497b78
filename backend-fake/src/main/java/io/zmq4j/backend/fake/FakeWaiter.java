package io.zmq4j.backend.fake;

import io.zmq4j.spi.Waiter;
import java.util.concurrent.locks.LockSupport;

/** What one thread waits with during one call: parking. */
final class FakeWaiter extends Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    @Override
    public void wakeUp() {
        woken = true;
        LockSupport.unpark(thread);
    }

    @Override
    protected void clear() {
        woken = false;
    }

    /** May end early, for instance because of an interrupt. */
    void park(long nanos) {
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
