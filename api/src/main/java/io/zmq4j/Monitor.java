package io.zmq4j;

import io.zmq4j.spi.CallTrace;
import io.zmq4j.spi.MonitorSink;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one socket, as {@link Socket#monitor()} opened it.
 *
 * <p>The engine is always drained, so a monitor that nobody reads harms nothing: it keeps the first {@value #CAPACITY}
 * events and counts those it had to drop. The last event is always {@link MonitorEvent.MonitorStopped}. All threads.
 */
public final class Monitor implements AutoCloseable {
    /** How many events wait at most to be received. */
    public static final int CAPACITY = 10_000;

    private static final String NAME = "monitor";

    private final Events events = new Events();
    private final Runnable stop;
    private volatile boolean drained;

    private Monitor(Runnable stop) {
        this.stop = Objects.requireNonNull(stop);
    }

    /**
     * Creates a monitor; for {@link Socket#monitor()}.
     *
     * @param stop makes the engine end its events; may be run more than once
     * @return where the events go, and whose monitor receives them
     */
    public static MonitorSink sink(Runnable stop) {
        Monitor monitor = new Monitor(stop);
        return new MonitorSink(monitor, monitor.events);
    }

    /** What the engine's side knows of a monitor: no way leads from here to the socket, which can be abandoned. */
    private static final class Events implements Consumer<MonitorEvent> {
        final BlockingQueue<MonitorEvent> queue = new ArrayBlockingQueue<>(CAPACITY + 1);
        final AtomicLong dropped = new AtomicLong();
        private boolean stopped;

        @Override
        public synchronized void accept(MonitorEvent event) {
            if (stopped) {
                return;
            }
            if (event instanceof MonitorEvent.MonitorStopped) {
                stopped = true;
                queue.add(event); // the last place is kept for it
            } else if (queue.size() < CAPACITY) {
                queue.add(event);
            } else {
                dropped.incrementAndGet();
            }
        }
    }

    /**
     * Waits for the next event.
     *
     * @return the event
     * @throws ClosedException after {@link MonitorEvent.MonitorStopped} was received
     * @throws InterruptedCallException the thread was interrupted while the call had to wait; the flag stays set
     */
    public MonitorEvent recv() {
        return recv(Zmq.FOREVER);
    }

    /**
     * Waits for the next event, up to a limit.
     *
     * @param limit the longest wait; zero for none, {@link Zmq#FOREVER} for no limit
     * @return the event
     * @throws WouldBlockException time ran out
     * @throws ClosedException after {@link MonitorEvent.MonitorStopped} was received
     * @throws InterruptedCallException the thread was interrupted while the call had to wait; the flag stays set
     */
    public MonitorEvent recv(Duration limit) {
        if (CallTrace.starts()) {
            return CallTrace.call(NAME, "recv", () -> recv(limit), limit);
        }
        MonitorEvent event = tryRecv();
        if (event != null) {
            return event;
        }
        try {
            event = take(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("recv on a monitor was interrupted while it waited");
        }
        if (event == null) {
            throw new WouldBlockException("no event within " + limit.toMillis() + " ms");
        }
        return received(event);
    }

    private @Nullable MonitorEvent take(Duration limit) throws InterruptedException {
        if (limit.equals(Zmq.FOREVER)) {
            return events.queue.take();
        }
        if (limit.isNegative()) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "a time limit must be -1 ms (forever) or 0 and more, was " + limit.toMillis() + " ms");
        }
        return events.queue.poll(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    }

    /**
     * Receives the next event if one is there.
     *
     * @return the event, or null
     * @throws ClosedException after {@link MonitorEvent.MonitorStopped} was received
     */
    public @Nullable MonitorEvent tryRecv() {
        if (CallTrace.starts()) {
            return CallTrace.call(NAME, "tryRecv", () -> tryRecv());
        }
        if (drained) {
            throw new ClosedException("the monitor has stopped");
        }
        MonitorEvent event = events.queue.poll();
        return event == null ? null : received(event);
    }

    /** Whoever waits next to the one that gets the last event gets it too, and is told at the next call. */
    private MonitorEvent received(MonitorEvent event) {
        if (event instanceof MonitorEvent.MonitorStopped) {
            drained = true;
            events.queue.add(event);
        }
        return event;
    }

    /**
     * How many events were dropped because {@value #CAPACITY} were waiting.
     *
     * @return the count since the monitor was opened
     */
    public long dropped() {
        return events.dropped.get();
    }

    /**
     * Ends the events; those that wait can still be received. Any thread, idempotent, never throws. While the socket is
     * open this uses it for a moment, so it is best left to the thread that has the socket, or to the socket's own end:
     * a call that another thread makes at that moment gets {@link ConcurrentUseException}.
     */
    @Override
    public void close() {
        if (CallTrace.starts()) {
            CallTrace.run(NAME, "close", () -> close());
            return;
        }
        stop.run();
        events.accept(new MonitorEvent.MonitorStopped());
    }
}
