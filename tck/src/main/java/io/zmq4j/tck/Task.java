package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work on a daemon thread of its own. What it throws is never lost: it is asked for, or fails the test at its end.
 *
 * @param <T> type of the result
 */
public final class Task<T> {
    private static final long PAUSE_NANOS = 200_000;

    /** Where a call on a socket waits, and where a poll does. */
    static final Set<String> WAITS = Set.of("doAwait", "doWait");

    private final FutureTask<T> future;
    private final Thread thread;
    private boolean asked;

    // guarded by this
    private @Nullable Thread dependent;
    private boolean alarmed;

    private Task(String name, Callable<T> work) {
        future = new FutureTask<>(work) {
            @Override
            protected void setException(Throwable thrown) {
                super.setException(thrown);
                alarm();
            }
        };
        thread = new Thread(future, name);
        thread.setDaemon(true);
    }

    static <T> Task<T> start(String name, Callable<T> work) {
        Task<T> task = new Task<>(name, work);
        task.thread.start();
        return task;
    }

    /**
     * The thread.
     *
     * @return the thread
     */
    public Thread thread() {
        return thread;
    }

    /**
     * Waits for the result.
     *
     * @return the result
     */
    public T result() {
        asked = true;
        try {
            return future.get(ZmqTck.AWAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException | TimeoutException | CancellationException e) {
            throw stuck(e);
        }
    }

    /**
     * Waits for the failure.
     *
     * @param type what must be thrown
     * @param <X> what must be thrown
     * @return the exception
     */
    public <X extends Throwable> X failure(Class<X> type) {
        asked = true;
        try {
            T result = future.get(ZmqTck.AWAIT.toMillis(), TimeUnit.MILLISECONDS);
            return fail("thread '" + thread.getName() + "' must fail with " + type.getName() + ", returned " + result);
        } catch (ExecutionException e) {
            return assertInstanceOf(type, e.getCause());
        } catch (InterruptedException | TimeoutException | CancellationException e) {
            throw stuck(e);
        }
    }

    private AssertionError stuck(Exception cause) {
        AssertionError error = new AssertionError("thread '" + thread.getName() + "' does not end", cause);
        AssertionError where = new AssertionError("it is here");
        where.setStackTrace(thread.getStackTrace());
        error.addSuppressed(where);
        return error;
    }

    /**
     * Runs what counts on this work: when the work fails, whatever waits here is interrupted, and both failures are
     * thrown.
     *
     * @param body such as receiving what the work sends
     */
    public void during(Runnable body) {
        begin();
        try {
            if (failed().isEmpty()) {
                body.run();
            }
        } catch (RuntimeException | Error e) {
            if (failed().isEmpty()) {
                throw e;
            }
            throw withFailure(e);
        } finally {
            end();
        }
        failed().ifPresent(failure -> {
            throw failure;
        });
    }

    private AssertionError withFailure(Throwable ofBody) {
        AssertionError failure = failed().orElseThrow();
        failure.addSuppressed(ofBody);
        return failure;
    }

    private synchronized void begin() {
        dependent = Thread.currentThread();
    }

    private synchronized void end() {
        dependent = null;
        if (alarmed) {
            alarmed = false;
            asked = true;
            Thread.interrupted(); // ours
        }
    }

    private synchronized void alarm() {
        if (dependent != null) {
            alarmed = true;
            dependent.interrupt();
        }
    }

    /** What it threw, if it has. */
    Optional<AssertionError> failed() {
        if (future.isDone()) {
            try {
                future.get();
            } catch (ExecutionException e) {
                return Optional.of(failed(e));
            } catch (InterruptedException | CancellationException e) {
                return Optional.of(stuck(e));
            }
        }
        return Optional.empty();
    }

    private AssertionError failed(ExecutionException e) {
        return new AssertionError("thread '" + thread.getName() + "' failed", e.getCause());
    }

    /**
     * Whether it has ended, one way or the other.
     *
     * @return true when it has
     */
    public boolean isDone() {
        return future.isDone();
    }

    /** Returns when the thread was seen waiting inside a call on a socket or a poll. */
    public void awaitWaiting() {
        assertTrue(isSeenWaiting(), () -> "thread '" + thread.getName() + "' ended without having waited");
    }

    /**
     * Returns when the thread was seen waiting inside a call on a socket or a poll, or has ended.
     *
     * @return whether it was seen waiting
     */
    public boolean isSeenWaiting() {
        long deadline = System.nanoTime() + ZmqTck.AWAIT.toNanos();
        while (!future.isDone()) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (WAITS.contains(frame.getMethodName())) {
                    return true;
                }
            }
            if (System.nanoTime() > deadline) {
                throw stuck(new TimeoutException("not seen waiting"));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /** Waits for its end and throws what nobody asked for. */
    void finish(Duration limit) {
        if (!asked) {
            try {
                future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw failed(e);
            } catch (InterruptedException | TimeoutException | CancellationException e) {
                throw stuck(e);
            }
        }
    }
}
