package io.zmq4j.spi;

import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.TerminatedException;
import io.zmq4j.ZmqException;
import io.zmq4j.internal.Leak;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is left to close when a socket is gone: the engine's handle, the state word, the label and the creation stack.
 *
 * <p>It never refers back to its {@link AbstractSocket}. Context and cleaner know resources only, so an abandoned
 * socket is collected, reported, and closed by the next {@code Context.socket} or {@code Context.close}.
 */
public abstract class SocketResource {
    /** {@link #release} keeps the LINGER in force. */
    public static final int KEEP_LINGER = Integer.MIN_VALUE;

    static final int OPEN = 0;
    static final int CLOSED = 1;
    static final int TERMINATED = 2;

    private static final boolean ONE_THREAD = Safeguard.isOn("guard");
    private static final boolean ONLY_OPEN = Safeguard.isOn("closed-check");
    private static final long MAX_PAUSE_NANOS = 1_000_000;

    /** About a hundred milliseconds: far longer than any call that does not wait. */
    private static final int MAX_POLL_PAUSES = 110;

    private static final VarHandle USER;
    private static final VarHandle LIFE;
    private static final VarHandle SIGNALS;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(SocketResource.class, "user", Thread.class);
            LIFE = MethodHandles.lookup().findVarHandle(SocketResource.class, "life", int.class);
            SIGNALS = MethodHandles.lookup().findVarHandle(SocketResource.class, "signals", PollSignal[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The state word: free, or the thread inside. Accessed through {@link #USER} alone on the way of a message. */
    @SuppressWarnings("unused")
    private volatile @Nullable Thread user;

    private volatile int life = OPEN;
    private volatile @Nullable Waiter waiter;

    /** Ends the monitor at a shutdown, which the engine is not told of. */
    private volatile @Nullable Runnable monitorEnd;

    /** The pollers to tell when something happens here; null when there are none, which is what most calls look for. */
    private volatile PollSignal @Nullable [] signals;

    /** What a poller found last; guarded by the guard. */
    private int foundLast;

    private boolean releasing;
    private volatile boolean released;
    private String label = "socket";
    private @Nullable Leak leak;

    /** Creates the resource of an engine's socket that is open. */
    protected SocketResource() {}

    /**
     * Closes the engine's socket. Called exactly once, with the guard held, on any thread; must not block.
     *
     * @param lingerMillis the LINGER to close with: {@link #KEEP_LINGER}, or a bound of 0 or more: the smaller of it
     *     and the LINGER in force applies
     */
    protected abstract void release(int lingerMillis);

    /** Names it for messages and reports; called once, before anybody else sees it. */
    final void name(String newLabel) {
        label = newLabel;
    }

    /** From now on it is reported when its socket is abandoned. */
    final void track(AbstractSocket socket, Leak watch) {
        leak = watch;
        watch.track(socket);
    }

    final String label() {
        return label;
    }

    /** Guard in: one compare-and-set, then a look at closing and closed. */
    final void enter() {
        if (!USER.compareAndSet(this, (Thread) null, Thread.currentThread()) && ONE_THREAD) {
            throw inUse();
        }
        if (life != OPEN && ONLY_OPEN) {
            throw leaveClosed();
        }
    }

    /** Guard out: one release store. Pollers have to look again at a socket that was used. */
    final void exit() {
        if (signals != null) {
            touchPollers();
        }
        exitUntouched();
    }

    /** Guard out for a poller that has looked. */
    final void exitUntouched() {
        USER.setRelease(this, (Thread) null);
    }

    private void touchPollers() {
        PollSignal[] current = signals;
        if (current != null) {
            for (PollSignal signal : current) {
                signal.touch();
            }
        }
    }

    /**
     * A poller has looked, with the guard held. The engine says its news once: when they are news indeed, the other
     * pollers have to look too. They find the same, so it ends there.
     */
    final void found(int events, PollSignal by) {
        PollSignal[] current = signals;
        if (events == foundLast || current == null) {
            return;
        }
        foundLast = events;
        for (PollSignal signal : current) {
            if (signal != by) {
                signal.touch();
            }
        }
    }

    /** Tells a poller from now on. The guard is held; pollers that are gone go from here too. */
    final void add(PollSignal signal) {
        PollSignal[] old;
        PollSignal[] more;
        do {
            old = signals;
            more = with(old, signal);
        } while (!SIGNALS.compareAndSet(this, old, more));
    }

    private static PollSignal[] with(PollSignal @Nullable [] old, PollSignal signal) {
        List<PollSignal> all = new ArrayList<>();
        if (old != null) {
            Collections.addAll(all, old);
            all.removeIf(PollSignal::isGone);
        }
        all.add(signal);
        return all.toArray(new PollSignal[0]);
    }

    /** Tells a poller no more. Open or closed, with or without the guard, which another thread may hold for long. */
    final void forget(PollSignal signal) {
        PollSignal[] old;
        PollSignal[] fewer;
        do {
            old = signals;
            fewer = without(old, signal);
        } while (!SIGNALS.compareAndSet(this, old, fewer));
    }

    private static PollSignal @Nullable [] without(PollSignal @Nullable [] old, PollSignal signal) {
        if (old == null || (old.length == 1 && old[0] == signal)) {
            return null;
        }
        List<PollSignal> all = new ArrayList<>();
        Collections.addAll(all, old);
        all.remove(signal);
        return all.toArray(new PollSignal[0]);
    }

    private ZmqException leaveClosed() {
        exit();
        return whyNotOpen();
    }

    private ZmqException inUse() {
        if (life != OPEN) {
            return whyNotOpen();
        }
        Thread inside = user;
        String other = inside == null ? "another thread" : "thread \"" + inside.getName() + "\"";
        return new ConcurrentUseException("Socket " + label + " is in use by " + other + "; called from \""
                + Thread.currentThread().getName() + "\"");
    }

    final ZmqException whyNotOpen() {
        return life == TERMINATED
                ? new TerminatedException("the context of socket " + label + " was shut down or closed")
                : new ClosedException("socket " + label + " is closed");
    }

    final boolean isOpen() {
        return life == OPEN;
    }

    /** Whether {@code close} was called on it, or its context closed it. */
    final boolean isClosed() {
        return life == CLOSED || (life == TERMINATED && released);
    }

    final boolean isUsedByCaller() {
        return user == Thread.currentThread();
    }

    /** Says who waits, so that closing wakes it; null when the wait is over. */
    final void waiting(@Nullable Waiter current) {
        waiter = current;
    }

    /** No further calls: those to come end with closed, those that wait are woken. */
    final void markClosed() {
        life = CLOSED;
        wakeWaiter();
    }

    /** As {@link #markClosed()}, for the context's sake; a socket closed before stays closed. */
    final void markTerminated() {
        LIFE.compareAndSet(this, OPEN, TERMINATED);
        wakeWaiter();
    }

    /** As {@link #markTerminated()}; nothing is closed for now, so the monitor has to be told too. */
    final void shutDown() {
        markTerminated();
        Runnable end = monitorEnd;
        if (end != null) {
            end.run();
        }
    }

    /** Says what ends the monitor at a shutdown; one that has come before counts. */
    final void endMonitorBy(Runnable end) {
        monitorEnd = end;
        if (life == TERMINATED) {
            end.run();
        }
    }

    /** Whoever waits for the socket looks again at what its engine says. */
    final void wakeWaiter() {
        Waiter current = waiter;
        if (current != null) {
            current.wakeUp();
        }
        touchPollers();
    }

    /**
     * Takes the guard, however long the thread inside takes to leave (nothing inside waits), and closes the engine's
     * socket unless that was done before. Not stopped by an interrupt.
     */
    final void close(int lingerMillis) {
        if (released) {
            return;
        }
        acquire();
        try {
            if (!releasing) {
                releasing = true;
                try {
                    release(lingerMillis);
                } finally {
                    released = true;
                    if (leak != null) {
                        leak.closed();
                    }
                }
            }
        } finally {
            exit();
        }
    }

    /** Takes the guard, trying again while another thread is inside. Keeps the interrupt flag. */
    private void acquire() {
        tryAcquire(Long.MAX_VALUE);
    }

    /** Runs something with the guard held; not at all when it is closed, or in use for longer than a moment. */
    final void whenFree(Runnable task) {
        if (isUsedByCaller()) {
            task.run();
        } else if (tryAcquire(MAX_POLL_PAUSES)) {
            try {
                if (life == OPEN) {
                    task.run();
                }
            } finally {
                exit();
            }
        }
    }

    /**
     * Takes the guard for a poller, which must not wait for long: a thread that stays inside uses the socket at the
     * same time as the poll does.
     */
    final void enterToPoll() {
        if (!tryAcquire(MAX_POLL_PAUSES)) {
            throw inUse();
        }
        if (life != OPEN) {
            exitUntouched();
            throw whyNotOpen();
        }
    }

    private boolean tryAcquire(long tries) {
        boolean interrupted = false;
        long pause = 1_000;
        boolean acquired = true;
        while (!USER.compareAndSet(this, (Thread) null, Thread.currentThread())) {
            if (tries-- == 0) {
                acquired = false;
                break;
            }
            LockSupport.parkNanos(this, pause);
            interrupted |= Thread.interrupted();
            pause = Math.min(pause * 2, MAX_PAUSE_NANOS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return acquired;
    }
}
