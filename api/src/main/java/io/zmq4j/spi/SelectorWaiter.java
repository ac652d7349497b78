package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * Waits in a selector of the JDK, with the channels registered there.
 *
 * <p>A wake-up stays in the selector until a select has taken it, so there is nothing to clear: at worst one select
 * ends early. Selecting allocates nothing.
 */
public final class SelectorWaiter extends Waiter {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;

    /**
     * Opens the selector.
     *
     * @throws ZmqException {@link ErrorCode#EMFILE} when the system has no descriptors left
     */
    public SelectorWaiter() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new ZmqException(ErrorCode.EMFILE, "no selector to wait with: " + e.getMessage(), 0, e);
        }
    }

    /**
     * Registers a channel, or changes what it is registered for.
     *
     * @param channel the channel
     * @param operations what for
     * @param attachment comes with the key; must not refer to whom this waiter belongs to
     * @throws io.zmq4j.ClosedException the channel is closed
     */
    public void watch(SelectableChannel channel, int operations, Object attachment) {
        SelectionKey old = channel.keyFor(selector);
        if (old != null && !old.isValid()) {
            flush();
        }
        try {
            channel.register(selector, operations, attachment);
        } catch (IOException | CancelledKeyException e) {
            throw new io.zmq4j.ClosedException("the channel is closed: " + channel);
        }
    }

    /**
     * Ends what {@link #watch} began, at once: a key that is merely cancelled keeps the channel's descriptor.
     *
     * @param channel the channel, open or closed
     */
    public void unwatch(SelectableChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
            flush();
        }
    }

    /** A cancelled key goes with the next select. What is ready stays so, and a wake-up is told by other means too. */
    private void flush() {
        select(0, SelectorWaiter::ignore);
    }

    private static void ignore(SelectionKey key) {
        // it will be ready again
    }

    /**
     * Waits until a channel is ready, this is woken, the thread is interrupted, or time has passed.
     *
     * @param nanos the longest wait; 0 for a look, {@link Long#MAX_VALUE} for no limit
     * @param ready is given each key that is ready
     */
    public void select(long nanos, Consumer<SelectionKey> ready) {
        try {
            if (nanos <= 0) {
                selector.selectNow(ready);
            } else {
                selector.select(ready, millis(nanos));
            }
        } catch (IOException e) {
            throw new ZmqException(ErrorCode.EFAULT, "waiting failed: " + e.getMessage(), 0, e);
        }
    }

    /** Rounded up, so that a wait never ends early to no purpose; 0 is for ever. */
    private static long millis(long nanos) {
        return nanos > Long.MAX_VALUE - NANOS_PER_MILLI ? 0 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    protected void clear() {
        // see above
    }

    /** Closes the selector; the channels stay open. */
    @Override
    public void dispose() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new ZmqException(ErrorCode.EFAULT, "closing a selector failed: " + e.getMessage(), 0, e);
        }
    }
}
