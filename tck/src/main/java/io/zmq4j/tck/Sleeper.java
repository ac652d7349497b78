package io.zmq4j.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that makes one call after the other, each of which waits, and tells how and when it ended. */
final class Sleeper implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000;

    private final SynchronousQueue<Callable<?>> calls = new SynchronousQueue<>();
    private final SynchronousQueue<Outcome> outcomes = new SynchronousQueue<>();
    private final Thread thread;
    private volatile boolean inside;

    /**
     * How a call ended.
     *
     * @param failure what it threw, or null
     * @param nanos when, by {@link System#nanoTime}
     * @param interrupted whether the thread's flag was set then
     */
    record Outcome(@Nullable Exception failure, long nanos, boolean interrupted) {}

    Sleeper(String name) {
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (true) {
                Callable<?> call = calls.take();
                outcomes.put(outcome(call));
            }
        } catch (InterruptedException e) {
            // the end
        }
    }

    private Outcome outcome(Callable<?> call) {
        Exception failure = null;
        inside = true;
        try {
            call.call();
        } catch (Exception e) {
            failure = e;
        }
        long nanos = System.nanoTime();
        inside = false;
        return new Outcome(failure, nanos, Thread.interrupted());
    }

    Thread thread() {
        return thread;
    }

    /** Returns once the thread has the call in hand. */
    void call(Callable<?> call) {
        try {
            if (!calls.offer(call, ZmqTck.AWAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw stuck();
            }
        } catch (InterruptedException e) {
            throw stuck();
        }
    }

    /** Returns when it was seen in a call, deep enough to be waiting. */
    void awaitWaiting() {
        long end = System.nanoTime() + ZmqTck.AWAIT.toNanos();
        while (!isSeenWaiting()) {
            if (System.nanoTime() > end) {
                throw stuck();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isSeenWaiting() {
        if (inside) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (Task.WAITS.contains(frame.getMethodName())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How the call ended, once it has. */
    Outcome outcome() {
        try {
            Outcome outcome = outcomes.poll(ZmqTck.AWAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (outcome == null) {
                throw stuck();
            }
            return outcome;
        } catch (InterruptedException e) {
            throw stuck();
        }
    }

    private AssertionError stuck() {
        AssertionError error = new AssertionError("thread '" + thread.getName() + "' does not end its call");
        AssertionError where = new AssertionError("it is here");
        where.setStackTrace(thread.getStackTrace());
        error.addSuppressed(where);
        return error;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
