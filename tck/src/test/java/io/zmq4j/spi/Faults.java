package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the calls that the skeletons make to a backend, and makes one of them fail. */
final class Faults {
    /** What a call fails with. */
    enum Kind {
        EXCEPTION {
            @Override
            void raise(String message) {
                throw new ZmqException(ErrorCode.EFAULT, message);
            }
        },
        ERROR {
            @Override
            void raise(String message) {
                throw new OutOfMemoryError(message);
            }
        };

        abstract void raise(String message);
    }

    private final List<String> calls = new ArrayList<>();
    private int failing;
    private Kind kind = Kind.EXCEPTION;
    private @Nullable Throwable thrown;
    private Runnable onWait = () -> {};

    /** From now on the calls are counted anew, and the nth fails; none with 0. */
    synchronized void fail(int nth, Kind how) {
        calls.clear();
        failing = nth;
        kind = how;
        thrown = null;
    }

    /** A call begins. */
    synchronized void call(String name) {
        calls.add(name);
        if (calls.size() == failing) {
            try {
                kind.raise("call " + failing + ", " + name + ", fails");
            } catch (RuntimeException | Error e) {
                thrown = e;
                throw e;
            }
        }
    }

    /** What others do once, when a call or a poll is about to wait, or a socket is being closed. */
    synchronized void onWait(Runnable task) {
        onWait = task;
    }

    /** That is now. */
    void waits() {
        Runnable task;
        synchronized (this) {
            task = onWait;
            onWait = () -> {};
        }
        task.run();
    }

    /** What the failing call threw; null when it was not reached. */
    synchronized @Nullable Throwable thrown() {
        return thrown;
    }

    /** The name of the failing call, once it was reached. */
    synchronized String failed() {
        return calls.get(failing - 1);
    }

    @Override
    public synchronized String toString() {
        return calls.toString();
    }
}
