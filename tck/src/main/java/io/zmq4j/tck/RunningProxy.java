package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.Proxy;
import io.zmq4j.Proxy.State;
import io.zmq4j.Proxy.Statistics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A proxy on a thread of its own. */
final class RunningProxy {
    private static final Duration WATCHED = Duration.ofSeconds(1);

    /** Sleeping was seen to take 0 to 25 ms; spinning 180 to 1,000, depending on what else the machine does. */
    private static final Duration MOST = Duration.ofMillis(100);

    private final Proxy proxy;
    private final Task<Boolean> task;

    private RunningProxy(Proxy proxy, Task<Boolean> task) {
        this.proxy = proxy;
        this.task = task;
    }

    static RunningProxy start(ZmqTck test, Proxy proxy) {
        return new RunningProxy(proxy, test.start("proxy", () -> {
            proxy.run();
            return true;
        }));
    }

    Proxy proxy() {
        return proxy;
    }

    Task<Boolean> task() {
        return task;
    }

    Statistics statistics() {
        return proxy.statistics();
    }

    /** Terminates it; its sockets are the caller's again. */
    void stop() {
        proxy.terminate();
        assertTrue(task.result());
        assertEquals(State.IDLE, proxy.state());
    }

    void pause() {
        proxy.pause();
        ZmqTck.await("paused", () -> proxy.state() == State.PAUSED);
    }

    /** Returns when as many messages as this went from the frontend to the backend. */
    void awaitForth(long messages) {
        ZmqTck.await(
                messages + " messages to the backend",
                () -> statistics().backend().messagesOut() == messages);
    }

    /** Returns when it has taken a message that the backend could not take. */
    void awaitHolding() {
        ZmqTck.await("a message that waits in the proxy", () -> {
            Statistics now = statistics();
            return now.frontend().messagesIn() == now.backend().messagesOut() + 1;
        });
        task.awaitWaiting();
    }

    /**
     * Its threads must sleep while nothing can be done.
     *
     * @return the processor time they took, in microseconds per second
     */
    long assertSleeps() {
        task.awaitWaiting();
        long before = cpuNanos();
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        long used = cpuNanos() - before;
        assertTrue(used < MOST.toNanos(), () -> "used " + used / 1_000 + " us of processor time in " + WATCHED);
        return used / 1_000;
    }

    /** Of its own thread and of the companions named after it. */
    private long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread == task.thread() || thread.getName().startsWith("zmq4j proxy")) {
                sum += threads.getThreadCpuTime(idOf(thread));
            }
        }
        if (task.isDone()) {
            fail("the proxy has ended: " + task.failure(Throwable.class));
        }
        return sum;
    }

    @SuppressWarnings("deprecation") // getId: threadId is new in 19
    private static long idOf(Thread thread) {
        return thread.getId();
    }
}
