package io.zmq4j.spi;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.TerminatedException;
import io.zmq4j.ZmqException;
import io.zmq4j.internal.Leak;
import java.lang.ref.Reference;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What every poller does alike: one key for each thing polled, the rule which keys to look at, waiting, closing. A
 * backend adds how to watch and to wait.
 *
 * <p>A poll looks at keys that were touched (by an operation on their socket), that were ready last time, or that the
 * engine signalled: what they are ready for can have changed. All others have nothing new.
 */
public abstract non-sealed class AbstractPoller implements Poller {
    private static final String NAME = "poller";
    private static final long CLOSE_PAUSE_NANOS = 100_000;

    private final AbstractContext context;
    private final Waiter waiter;
    private final PollQueue queue;
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private final PollKeys keys = new PollKeys();
    private final PollReady ready = new PollReady();
    private final List<PollKey> unwatched = new ArrayList<>();
    private int watched;
    private @Nullable Leak leak;
    private boolean finished;
    private volatile boolean closed;
    private volatile boolean wakeupAsked;

    /**
     * Creates a poller that polls nothing.
     *
     * @param context that opens it
     * @param waiter what wakes it; {@link Waiter#dispose()} gives back all it holds of the system, also when it was
     *     abandoned, so it must not refer to the poller
     */
    protected AbstractPoller(AbstractContext context, Waiter waiter) {
        this.context = context;
        this.waiter = waiter;
        this.queue = new PollQueue(waiter);
    }

    // ---- what a backend does, called by one thread at a time

    /**
     * Starts to watch. It must say so, by {@link #signalled}, for as long as there is news: once is not enough.
     *
     * @param polled an {@link AbstractSocket} of this backend, whose guard is held; an {@link Integer} (a file
     *     descriptor); or a {@link SelectableChannel} in non-blocking mode, for events it knows
     * @param index what {@link #signalled} names it by
     * @param events for descriptors and channels: what for; a socket is watched for anything its engine has to say
     */
    protected abstract void doWatch(Object polled, int index, int events);

    /**
     * Watches for other events; never called for sockets.
     *
     * @param polled as in {@link #doWatch}
     * @param index as in {@link #doWatch}
     * @param events what for now
     */
    protected abstract void doChange(Object polled, int index, int events);

    /**
     * Stops to watch. What is polled may be closed already, and the system may have given its descriptor to something
     * else that is watched by now.
     *
     * @param polled as in {@link #doWatch}
     * @param index as in {@link #doWatch}
     */
    protected abstract void doUnwatch(Object polled, int index);

    /**
     * Waits until something watched has news, the waiter is woken, or time has passed, and then calls
     * {@link #signalled} for all that has; may end early for no reason. Does not wait again once it has called that.
     *
     * @param waiter the poller's
     * @param nanos the longest wait; 0 for a look, {@link Long#MAX_VALUE} for no limit
     */
    protected abstract void doWait(Waiter waiter, long nanos);

    /** What {@link #doWait} said came to nothing, and the same poll waits again. By default there is nothing to do. */
    protected void doInVain() {}

    /**
     * Says that something watched has news.
     *
     * @param index its index
     * @param events for descriptors and channels: what they are ready for; of no meaning for sockets
     */
    protected final void signalled(int index, int events) {
        queue.awake(); // nobody needs to be woken by what the poller itself finds
        PollKey key = keys.at(index);
        if (key != null) {
            key.signalled(events);
        }
    }

    // ---- what is polled

    @Override
    public final void add(PollItem item) {
        if (CallTrace.starts()) {
            CallTrace.run(NAME, "add", () -> add(item), item);
            return;
        }
        checkPolled(item.target());
        enter();
        try {
            add(item, true);
        } finally {
            exit();
        }
    }

    private void add(PollItem item, boolean atOnce) {
        PollTarget target = item.target();
        PollKey key = keys.of(target.polled());
        if (key == null) {
            key = new PollKey(target.polled(), new PollSignal(queue, keys.nextIndex()));
            if (atOnce || key.socket == null) {
                watch(key, target.events());
            } else {
                unwatched.add(key);
            }
            keys.add(key);
        } else if (key.find(item) != null) {
            throw new ZmqException(ErrorCode.EINVAL, "the item is in this poller already: " + item);
        } else if (key.socket == null) {
            doChange(key.polled, key.index(), key.wanted() | target.events());
        }
        key.entries.add(new PollEntry(item, key));
        key.signal.touch();
    }

    private void watch(PollKey key, int events) {
        if (key.socket == null) {
            doWatch(key.polled, key.index(), events);
        } else {
            watch(key.socket, key);
        }
        key.watched = true;
        watched++;
    }

    /** With the guard held, so that the engine's socket is not closed meanwhile. */
    private void watch(AbstractSocket socket, PollKey key) {
        socket.resource().enterToPoll();
        try {
            doWatch(socket, key.index(), 0);
            socket.resource().add(key.signal);
        } finally {
            socket.resource().exitUntouched();
        }
    }

    private void watchAll() {
        for (PollKey key : unwatched) {
            watch(key, 0);
            key.signal.touch(); // what has come since the last look was signalled to nobody
        }
        unwatched.clear();
    }

    @Override
    public final void remove(PollItem item) {
        if (CallTrace.starts()) {
            CallTrace.run(NAME, "remove", () -> remove(item), item);
            return;
        }
        Object polled = item.target().polled();
        enter();
        try {
            PollKey key = keys.of(polled);
            PollEntry entry = key == null ? null : key.find(item);
            if (key == null || entry == null) {
                throw new ZmqException(ErrorCode.EINVAL, "the item is not in this poller: " + item);
            }
            ready.report(entry, 0);
            key.entries.remove(entry);
            if (key.entries.isEmpty()) {
                drop(key);
            } else if (key.socket == null) {
                doChange(polled, key.index(), key.wanted());
            }
        } finally {
            exit();
        }
    }

    private void drop(PollKey key) {
        for (int i = 0; i < key.entries.size(); i++) {
            ready.report(key.entries.get(i), 0);
        }
        keys.remove(key);
        if (key.watched) {
            unwatch(key);
        }
    }

    private void unwatch(PollKey key) {
        watched--;
        if (key.socket != null) {
            key.socket.resource().forget(key.signal);
        }
        try {
            doUnwatch(key.polled, key.index());
        } catch (RuntimeException | Error e) {
            EndFailure.log("the end of polling " + key.polled, e); // signals for it find no key any more
        }
    }

    /** The items keep what the last poll found. */
    private void dropAll() {
        ready.clear();
        unwatched.clear();
        for (PollKey key : new ArrayList<>(keys.all())) {
            key.entries.clear();
            drop(key);
        }
    }

    private void checkPolled(PollTarget target) {
        Object polled = target.polled();
        if (polled instanceof AbstractSocket socket) {
            checkSocket(socket);
        } else if (polled instanceof Integer) {
            context.require(Capability.POLL_DESCRIPTORS);
        } else {
            PollOperations.check((SelectableChannel) polled, target.events());
        }
    }

    private void checkSocket(AbstractSocket socket) {
        boolean sameEngine = socket.context().getClass() == context.getClass();
        if (!sameEngine
                || !socket.context().backend().name().equals(context.backend().name())) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "all sockets of a poller belong to one backend: this one is of '" + context.backend()
                            + "', the socket of '" + socket.context().backend() + "'");
        }
    }

    // ---- polling

    @Override
    public final int poll(Duration limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(NAME, "poll", () -> poll(limit), limit);
        }
        long nanos = Limits.nanos(limit);
        enter();
        try {
            ready.startAgain();
            return poll(nanos);
        } finally {
            exit();
            Reference.reachabilityFence(this); // not abandoned while a poll waits
        }
    }

    /** Polls items and forgets them. Sockets are watched when the poll has to wait only: to look costs far less. */
    final int pollOnce(Collection<PollItem> items, Duration limit) {
        long nanos = Limits.nanos(limit);
        items.forEach(item -> checkPolled(item.target()));
        enter();
        try {
            for (PollItem item : items) {
                add(item, false);
            }
            return poll(nanos);
        } finally {
            dropAll();
            exit();
        }
    }

    /**
     * When something is ready already there is a look at all the same, so that what is always ready hides nothing. When
     * there is a reason to stop there is a last look too: it counts only when nothing is ready.
     */
    private int poll(long limit) {
        long deadline = Limits.deadline(limit);
        try {
            waiter.begin();
            while (true) {
                waiter.clear();
                look();
                boolean found = ready.size() > 0;
                long left = limit < 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
                boolean stop = !found && (left <= 0 || hasReasonToStop());
                if (!found && !stop && !unwatched.isEmpty()) {
                    watchAll();
                    continue;
                }
                watch(found || stop ? 0 : left);
                look();
                if (ready.size() > 0) {
                    return ready.size();
                }
                if (stop) {
                    checkWhy(limit);
                    return 0;
                }
                doInVain();
            }
        } finally {
            waiter.end();
        }
    }

    private void watch(long nanos) {
        if (nanos == 0 && watched == 0) {
            return;
        }
        boolean quiet = queue.fallAsleep();
        try {
            doWait(waiter, quiet ? Waiter.bounded(nanos) : 0);
        } finally {
            queue.awake();
        }
    }

    private boolean hasReasonToStop() {
        return closed
                || wakeupAsked
                || queue.isTerminated()
                || Thread.currentThread().isInterrupted();
    }

    /** A poll that need not wait keeps a wake-up and the interrupt flag for the next one that does. */
    private void checkWhy(long limit) {
        if (closed) {
            throw isClosedNow();
        }
        if (queue.isTerminated()) {
            throw new TerminatedException("the context of the poller was shut down or closed");
        }
        if (limit == 0) {
            return;
        }
        if (wakeupAsked) {
            wakeupAsked = false;
        } else if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedCallException("poll was interrupted while it waited");
        }
    }

    private void look() {
        PollSignal signal = queue.takeAll();
        try {
            while (signal != null) {
                PollSignal next = signal.next;
                signal.seen();
                PollKey key = keys.of(signal);
                signal = next;
                if (key != null) {
                    look(key);
                }
            }
        } finally {
            leaveForNextPoll(signal);
        }
    }

    private void look(PollKey key) {
        int found;
        try {
            found = key.look();
        } catch (ClosedException e) {
            drop(key);
            throw e;
        } catch (ZmqException e) {
            key.signal.touch(); // it still has to be looked at
            throw e;
        }
        for (int i = 0; i < key.entries.size(); i++) {
            PollEntry entry = key.entries.get(i);
            ready.report(entry, key.concerns(entry, found));
        }
    }

    /** A look failed; what is behind it gets its look later. Descriptors and channels are signalled anew. */
    private void leaveForNextPoll(@Nullable PollSignal first) {
        for (PollSignal signal = first; signal != null; ) {
            PollSignal next = signal.next;
            signal.seen();
            PollKey key = keys.of(signal);
            if (key != null) {
                key.forget();
                signal.touch();
            }
            signal = next;
        }
    }

    @Override
    public final List<PollItem> ready() {
        return ready.view();
    }

    @Override
    public final void wakeup() {
        if (CallTrace.starts()) {
            CallTrace.run(NAME, "wakeup", () -> wakeup());
            return;
        }
        wakeupAsked = true;
        waiter.wakeUp();
    }

    // ---- life

    /** What wakes and ends it, for the context: it does not keep the poller from being found abandoned. */
    final PollQueue queue() {
        return queue;
    }

    /** From now on it is reported when it is abandoned. */
    final void track(Leak watch) {
        leak = watch;
        watch.track(this);
    }

    /** From inside a call of the same thread (an engine's or a channel's callback) that call closes on its way out. */
    @Override
    public final void close() {
        if (CallTrace.starts()) {
            CallTrace.run(NAME, "close", () -> close());
            return;
        }
        closed = true;
        waiter.wakeUp();
        Thread me = Thread.currentThread();
        if (user.get() == me) {
            return;
        }
        boolean interrupted = false;
        while (!user.compareAndSet(null, me)) {
            LockSupport.parkNanos(this, CLOSE_PAUSE_NANOS);
            interrupted |= Thread.interrupted();
        }
        exit();
        if (interrupted) {
            me.interrupt();
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    private void enter() {
        Thread me = Thread.currentThread();
        if (!user.compareAndSet(null, me)) {
            throw inUse(me);
        }
        if (closed) {
            exit();
            throw isClosedNow();
        }
    }

    private static ClosedException isClosedNow() {
        return new ClosedException("the poller is closed");
    }

    /** Whoever closes is inside too, for a moment. */
    private ZmqException inUse(Thread me) {
        if (closed) {
            return isClosedNow();
        }
        Thread inside = user.get();
        String other = inside == null ? "another thread" : "thread \"" + inside.getName() + "\"";
        return new ConcurrentUseException(
                "the poller is in use by " + other + "; called from \"" + me.getName() + "\"");
    }

    /** Whoever leaves last closes what was to be closed meanwhile. */
    private void exit() {
        try {
            if (closed && !finished) {
                finished = true;
                finish();
            }
        } finally {
            user.set(null);
        }
    }

    private void finish() {
        try {
            dropAll();
        } finally {
            context.forget(queue);
            queue.dispose();
            Leak watch = leak;
            if (watch != null) {
                watch.closed();
            }
        }
    }
}
