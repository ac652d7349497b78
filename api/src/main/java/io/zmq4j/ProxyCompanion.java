package io.zmq4j;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Polls the sockets of a proxy's other backend, on a thread of its own, only while the proxy's thread polls those of
 * the first: from {@link #start()} on, and never after {@link #stop()} has returned. So no two threads are ever inside
 * one socket.
 */
final class ProxyCompanion implements AutoCloseable {
    private enum State {
        IDLE,
        POLLING,
        DONE,
        CLOSED
    }

    private final Poller poller;
    private final Runnable alarm;
    private final Thread owner = Thread.currentThread();
    private final Thread thread = new Thread(this::work, "zmq4j proxy of " + owner.getName());
    private volatile State state = State.IDLE;
    private volatile boolean stopping;
    private @Nullable Throwable failure;

    /**
     * Starts the thread, which does nothing yet.
     *
     * @param poller to poll
     * @param alarm wakes the proxy's thread
     */
    ProxyCompanion(Poller poller, Runnable alarm) {
        this.poller = poller;
        this.alarm = alarm;
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets it poll. */
    void start() {
        stopping = false;
        state = State.POLLING;
        LockSupport.unpark(thread);
    }

    /** Returns when it polls no more. */
    void stop() {
        stopping = true;
        if (state == State.POLLING) {
            poller.wakeup();
        }
        boolean interrupted = false;
        while (state == State.POLLING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        state = State.IDLE;
        if (interrupted) {
            owner.interrupt();
        }
    }

    /** Throws what ended its poll. */
    void check() {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void work() {
        while (true) {
            State now = state;
            if (now == State.CLOSED) {
                return;
            } else if (now == State.POLLING) {
                poll();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void poll() {
        try {
            poller.poll(Zmq.FOREVER);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            state = State.DONE;
            LockSupport.unpark(owner);
            if (!stopping) {
                alarm.run();
            }
        }
    }

    /** Ends the thread, and returns when it has ended. */
    @Override
    public void close() {
        state = State.CLOSED;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            owner.interrupt();
        }
    }
}
