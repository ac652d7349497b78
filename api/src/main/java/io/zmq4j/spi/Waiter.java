package io.zmq4j.spi;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
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

    private static final boolean TOLD_OF_INTERRUPTS = Safeguard.isOn("interrupt-hook");

    private final InterruptHook hook = new InterruptHook();

    /** Creates a waiter that nobody uses yet. */
    protected Waiter() {}

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
