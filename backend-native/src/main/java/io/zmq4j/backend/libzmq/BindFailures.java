package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.BindFailed;
import io.zmq4j.spi.MonitorSink;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Why binds failed, as the monitor of their socket says: libzmq 4.3.4 overwrites the error number of such a call while
 * it tells the monitor. It reads EAGAIN then: always for an interface that is not there, now and then for others.
 */
final class BindFailures {
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000;
    private static final long PAUSE_NANOS = 100_000;

    private volatile @Nullable BindFailed last;

    /** The same sink, looked at; its events go on without a hold on the monitor, which may be abandoned. */
    MonitorSink watched(MonitorSink sink) {
        Consumer<MonitorEvent> events = sink.events();
        return new MonitorSink(sink.monitor(), event -> {
            if (event instanceof BindFailed failed) {
                last = failed;
            }
            events.accept(event);
        });
    }

    /** Before a call. */
    void forget() {
        last = null;
    }

    /** The reason, which the thread of the monitors knows in a moment; UNKNOWN when it does not. */
    ErrorCode of(String endpoint) {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (deadline - System.nanoTime() > 0) {
            BindFailed failed = last;
            if (failed != null && failed.endpoint().equals(endpoint)) {
                return failed.code();
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return ErrorCode.UNKNOWN;
    }
}
