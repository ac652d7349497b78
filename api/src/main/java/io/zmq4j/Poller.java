package io.zmq4j;

import io.zmq4j.spi.AbstractPoller;
import java.time.Duration;
import java.util.List;

/**
 * Waits for many sockets, descriptors and channels at once, again and again. What a poll costs depends on how many are
 * active, not on how many are there.
 *
 * <p><b>Threads.</b> One thread at a time, as for sockets; {@link #wakeup()} and {@link #close()} from any thread.
 * Being registered is not use: between polls a socket is used as always, by the thread that polls. Another thread's
 * call on a registered socket while a poll waits is a concurrent use.
 *
 * <p><b>Errors</b> of every call: {@link ClosedException} after {@code close}, {@link ConcurrentUseException}.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_poll.html">zmq_poll(3)</a>
 */
public sealed interface Poller extends AutoCloseable permits AbstractPoller {
    /**
     * Adds an item. Its socket may be in other items, and in other pollers, too.
     *
     * @param item what to poll, and what for
     * @throws ClosedException the socket is closed
     * @throws UnsupportedFeatureException the backend does not poll such a thing
     * @throws ZmqException {@link ErrorCode#EINVAL} for an item that was added already, or a socket of another backend
     */
    void add(PollItem item);

    /**
     * Removes an item.
     *
     * @param item that was added
     * @throws ZmqException {@link ErrorCode#EINVAL} for an item that is not here
     */
    void remove(PollItem item);

    /**
     * Waits until one item at least is ready, or time has passed. The items say what they are ready for.
     *
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return how many items are ready; 0 when time has passed, or after {@link #wakeup()}
     * @throws ClosedException a registered socket is closed: the message names it, its items are removed, and the next
     *     poll works; or this poller is closed
     * @throws TerminatedException the context of a registered socket was shut down or closed
     * @throws InterruptedCallException the thread was interrupted and nothing was ready
     */
    int poll(Duration limit);

    /**
     * What the last poll found.
     *
     * @return the items that are ready, in no particular order; the list is the same object every time, and changes
     *     with the next poll
     */
    List<PollItem> ready();

    /** Ends the poll that waits, or the next one to wait, as if its time had passed. Any thread, never blocks. */
    void wakeup();

    /** Closes the poller, not what it polls. Any thread, idempotent, never throws; a poll that waits ends. */
    @Override
    void close();

    /**
     * Whether it was closed. Never throws.
     *
     * @return true from the moment closing begins
     */
    boolean isClosed();
}
