package io.zmq4j.spi;

import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollItem;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls without a poller of the user's: on one that each context keeps for the next time, because opening one costs
 * more than to poll.
 */
public final class OneShotPoll {
    private final AbstractContext context;
    private final AtomicReference<@Nullable AbstractPoller> idle = new AtomicReference<>();
    private volatile boolean closed;

    OneShotPoll(AbstractContext context) {
        this.context = context;
    }

    /**
     * What {@link io.zmq4j.Zmq} offers: polls in the context of the sockets.
     *
     * @param items what to poll, and what for
     * @param limit the longest wait
     * @param otherwise opens a context for items without any socket
     * @return how many items are ready
     */
    public static int poll(Collection<PollItem> items, Duration limit, Supplier<Context> otherwise) {
        if (CallTrace.starts()) {
            return CallTrace.call("Zmq", "poll", () -> poll(items, limit, otherwise), items, limit);
        }
        if (items.isEmpty()) {
            sleep(Limits.nanos(limit));
            return 0;
        }
        AbstractContext own = contextOf(items);
        if (own != null) {
            return own.oneShot().poll(items, limit);
        }
        try (Context opened = otherwise.get()) {
            return ((AbstractContext) opened).oneShot().poll(items, limit);
        }
    }

    /** A socket that is closed, or whose context is, is a better reason than that there is no poller to be had. */
    private static @Nullable AbstractContext contextOf(Collection<PollItem> items) {
        AbstractContext context = null;
        for (PollItem item : items) {
            if (item.target().polled() instanceof AbstractSocket socket) {
                if (!socket.resource().isOpen()) {
                    throw socket.resource().whyNotOpen();
                }
                context = (AbstractContext) socket.context();
            }
        }
        return context;
    }

    private static void sleep(long nanos) {
        long deadline = Limits.deadline(nanos);
        long left = nanos < 0 ? Long.MAX_VALUE : nanos;
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedCallException("poll was interrupted while it waited");
            }
            LockSupport.parkNanos(left);
            left = nanos < 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
        }
    }

    private int poll(Collection<PollItem> items, Duration limit) {
        try {
            AbstractPoller poller = take();
            try {
                return poller.pollOnce(items, limit);
            } finally {
                giveBack(poller);
            }
        } catch (ClosedException e) {
            contextOf(items); // the context was closed just now: the sockets tell it better than the poller
            throw e;
        }
    }

    private AbstractPoller take() {
        AbstractPoller poller = idle.getAndSet(null);
        return poller == null ? context.openPoller() : poller;
    }

    private void giveBack(AbstractPoller poller) {
        if (!idle.compareAndSet(null, poller)) {
            poller.close();
        } else if (closed) {
            close();
        }
    }

    /** The context is closing. */
    void close() {
        closed = true;
        AbstractPoller poller = idle.getAndSet(null);
        if (poller != null) {
            poller.close();
        }
    }
}
