package io.zmq4j.spi;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How a socket's resource tells a poller that it should look: the index of a key, and whether it was told already. */
final class PollSignal {
    private final PollQueue queue;
    private final int index;
    private final AtomicBoolean told = new AtomicBoolean();

    @Nullable
    PollSignal next;

    PollSignal(PollQueue queue, int index) {
        this.queue = queue;
        this.index = index;
    }

    int index() {
        return index;
    }

    void touch() {
        if (!told.get() && told.compareAndSet(false, true)) {
            queue.put(this);
        }
    }

    /** The poller is about to look: the next touch counts again. */
    void seen() {
        next = null;
        told.set(false);
    }

    /** Whether its poller is closed or abandoned. */
    boolean isGone() {
        return queue.isGone();
    }
}
