package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.SelectorWaiter;
import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

/**
 * What the one thread inside a socket waits with: the engine's own wait where that serves, else a selector that watches
 * the mailbox.
 *
 * <p>The engine waits for its mailbox to be readable and reads what is there. Whoever only watches the mailbox is left
 * with a signal that was not counted yet ({@link SignalLag}), which is the rule when messages go to and fro.
 */
final class JeroMqWaiter extends Waiter {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * The engine tells the time for a wait from the system's clock, which may be set back: no longer than this when
     * there is a limit. A message that is on its way comes sooner.
     */
    private static final long SHORT_NANOS = 10 * NANOS_PER_MILLI;

    private final SocketBase engine;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final SignalLag lag = new SignalLag();
    private final Consumer<SelectionKey> mailboxReadable = this::mailboxReadable;
    private @Nullable SelectorWaiter selector;
    private boolean again;

    JeroMqWaiter(SocketBase engine) {
        this.engine = engine;
    }

    /** A new wait begins. */
    void start() {
        again = false;
        lag.begin();
    }

    /**
     * Waits until the engine has news, this is woken, the thread is interrupted, or time has passed; may end early.
     *
     * @param events what the engine will tell of, bits of its own; 0 when its answer cannot be relied upon
     * @param nanos the longest wait, {@link Long#MAX_VALUE} for no limit
     */
    void await(JeroMqEngine calls, int events, long nanos) {
        boolean endless = nanos == Long.MAX_VALUE;
        if (events != 0 && (endless || !again)) {
            again = true;
            calls.await(events, endless ? Integer.MAX_VALUE : millis(Math.min(nanos, SHORT_NANOS)), woken);
        } else {
            lag.again();
            selector().select(nanos, mailboxReadable);
        }
    }

    /** Rounded up, so that a wait never ends early to no purpose. */
    private static int millis(long nanos) {
        return (int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    private void mailboxReadable(SelectionKey key) {
        lag.signalled();
    }

    private SelectorWaiter selector() {
        SelectorWaiter existing = selector;
        if (existing == null) {
            existing = new SelectorWaiter();
            selector = existing; // closed with the socket, whatever comes now
            existing.watch(engine.getFD(), SelectionKey.OP_READ, engine);
        }
        return existing;
    }

    /** By a command, which makes the mailbox readable. One that comes after the end of the socket is for nobody. */
    @Override
    public void wakeUp() {
        try {
            engine.cancel(woken);
        } catch (RuntimeException e) {
            // the mailbox is closed, or given up already
        }
    }

    @Override
    protected void clear() {
        woken.set(false);
    }

    @Override
    public void dispose() {
        SelectorWaiter existing = selector;
        if (existing != null) {
            existing.dispose();
        }
    }
}
