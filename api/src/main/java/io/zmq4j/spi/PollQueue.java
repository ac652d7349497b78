package io.zmq4j.spi;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one poller that were touched since it looked last: by an operation on their socket, by its closing, or by
 * the engine. Many threads put, the polling one takes. It refers to no socket and not to the poller, so that both can
 * be found abandoned.
 */
final class PollQueue {
    private final AtomicReference<@Nullable PollSignal> touched = new AtomicReference<>();
    private final Waiter waiter;
    private volatile boolean asleep;
    private volatile boolean terminated;
    private volatile boolean gone;

    PollQueue(Waiter waiter) {
        this.waiter = waiter;
    }

    void put(PollSignal signal) {
        PollSignal head;
        do {
            head = touched.get();
            signal.next = head;
        } while (!touched.compareAndSet(head, signal));
        if (asleep) {
            waiter.wakeUp();
        }
    }

    /** All that were touched, linked by {@link PollSignal#next}; they count as untouched once they were seen. */
    @Nullable
    PollSignal takeAll() {
        return touched.get() == null ? null : touched.getAndSet(null);
    }

    /** From here to {@link #awake()} whoever touches a key wakes the poller. False when one is touched already. */
    boolean fallAsleep() {
        asleep = true;
        return touched.get() == null;
    }

    void awake() {
        asleep = false;
    }

    /** The poller's context was shut down or closed: it need not wait any more. */
    void terminate() {
        terminated = true;
        waiter.wakeUp();
    }

    boolean isTerminated() {
        return terminated;
    }

    /** The poller is closed or abandoned: nobody takes any more. */
    void dispose() {
        gone = true;
        waiter.dispose();
    }

    boolean isGone() {
        return gone;
    }
}
