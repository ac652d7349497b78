package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.spi.CallTrace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What polling costs: no memory, and no processor while nothing happens. */
public class PollCostTck extends ZmqTck {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int POLLS = 20_000;

    /** Far more than a poll that waits needs, far less than one that spins for a second takes. */
    private static final long FEW_CPU_NANOS = 400_000_000;

    /** For subclasses. */
    protected PollCostTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    @Test
    void waitingCostsNoProcessor() {
        Two two = two("inproc", SocketType.PULL, SocketType.PUSH);
        Two busy = two(SocketType.PAIR, SocketType.PAIR);
        try (Poller poller = context().poller()) {
            poller.add(in(two.bound()));
            poller.add(in(busy.bound()));
            assertEquals(0, poller.poll(Duration.ZERO));
            long before = THREADS.getCurrentThreadCpuTime();
            assertEquals(0, poller.poll(Duration.ofSeconds(1)));
            long used = THREADS.getCurrentThreadCpuTime() - before;
            assertTrue(used < FEW_CPU_NANOS, () -> "a second's wait took " + used + " ns of processor time");
        }
    }

    /** What is ready stays so, what is not stays so too: a poll looks at both and leaves nothing behind. */
    @Test
    void pollingAllocatesNothing() {
        assumeFalse(CallTrace.isOn(), "to tell of calls allocates");
        Two ready = two(SocketType.PULL, SocketType.PUSH);
        Two quiet = two(SocketType.PULL, SocketType.PUSH);
        ready.connected().sendText("stays");
        try (Poller poller = context().poller()) {
            poller.add(in(quiet.bound()));
            poll(poller, 0);
            poller.add(in(ready.bound()));
            await("message", () -> poller.poll(Duration.ZERO) == 1);
            poll(poller, 1);
            long before = allocated();
            poll(poller, 1);
            long used = allocated() - before;
            assertTrue(used < POLLS, () -> POLLS + " polls allocated " + used + " bytes");
        }
    }

    private static void poll(Poller poller, int found) {
        for (int i = 0; i < POLLS; i++) {
            assertTrue(poller.poll(Duration.ZERO) == found);
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
