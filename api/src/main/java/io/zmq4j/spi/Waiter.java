package io.zmq4j.spi;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a thread waits with, and what others wake it by: close, shutdown and interrupt.
 *
 * <p>A wake-up is kept until the next {@link #clear()}, so one that comes before the wait is not lost. Spurious
 * wake-ups are harmless: whoever waits looks at its reasons again.
 */
public abstract class Waiter {
    /** Off only to measure what it costs that a wait can be ended by interrupt, close and shutdown. */
    protected static final boolean WAKE_UPS = Safeguard.isOn("wake-ups");

    /** A JDK known to; the first one may be older. */
    private static final int SETS_FLAG_FIRST = 21;

    private static final boolean TOLD_OF_INTERRUPTS = Safeguard.isOn("interrupt-hook");

    private static final long LONGEST_NANOS = mayMissInterrupts() ? TimeUnit.SECONDS.toNanos(1) : Long.MAX_VALUE;

    private final InterruptHook hook = new InterruptHook();

    /** Creates a waiter that nobody uses yet. */
    protected Waiter() {}

    /**
     * Whether an interrupt may be missed: {@link Thread#interrupt()} of JDK 17 looks for whom to tell, then sets the
     * flag, and a wait may begin in between. Later ones set it first.
     */
    private static boolean mayMissInterrupts() {
        return Runtime.version().feature() < SETS_FLAG_FIRST && Safeguard.isOn("missed-interrupts");
    }

    /** The time for a part of a wait, after which the reasons to stop are looked at again. */
    static long bounded(long nanos) {
        return Math.min(nanos, LONGEST_NANOS);
    }

    /** Wakes the thread that waits, or the next one to wait. Any thread, never blocks, never throws. */
    public abstract void wakeUp();

    /** Forgets a wake-up. Called by the waiting thread before it looks at its reasons to stop waiting. */
    protected abstract void clear();

    /** Gives back descriptors; a late {@link #wakeUp()} must stay harmless. */
    protected void dispose() {}

    /** From here to {@link #end()} an interrupt of the calling thread wakes it. */
    final void begin() {
        hook.arm();
    }

    final void end() {
        hook.disarm();
    }

    /**
     * The public way to be told of {@link Thread#interrupt()}: a selector whose {@code wakeup} is ours. It never
     * selects.
     */
    private final class InterruptHook extends AbstractSelector {
        InterruptHook() {
            super(SelectorProvider.provider());
        }

        void arm() {
            begin();
        }

        void disarm() {
            end();
        }

        @Override
        public Selector wakeup() {
            if (TOLD_OF_INTERRUPTS) {
                wakeUp();
            }
            return this;
        }

        @Override
        protected void implCloseSelector() {
            // holds nothing
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int ops, @Nullable Object attachment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<SelectionKey> keys() {
            return Set.of();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return Set.of();
        }

        @Override
        public int selectNow() throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public int select(long timeout) throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public int select() throws IOException {
            throw new UnsupportedOperationException();
        }
    }
}
