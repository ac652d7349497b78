package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.InterruptedCallException;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the kit says when threads fail and calls wait in vain. */
@RequiresBackend("fake")
class TaskTest extends ZmqTck {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void failureEndsAtOnceWhatCountsOnTheTask() {
        Two two = two(SocketType.PUSH, SocketType.PULL);
        two.connected().set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        CountDownLatch go = new CountDownLatch(1);
        Task<Boolean> sender = Task.start("the sender", () -> {
            go.await();
            throw new IllegalStateException("cannot send");
        });
        AssertionError thrown = assertThrows(
                AssertionError.class,
                () -> sender.during(() -> {
                    go.countDown();
                    two.connected().recv();
                }));
        assertEquals("thread 'the sender' failed", thrown.getMessage());
        assertEquals("cannot send", cause(thrown).getMessage());
        assertInstanceOf(InterruptedCallException.class, thrown.getSuppressed()[0]);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static Throwable cause(Throwable thrown) {
        return assertInstanceOf(IllegalStateException.class, thrown.getCause());
    }

    @Test
    void whatCountsOnATaskThatHasFailedDoesNotBegin() {
        Task<Boolean> failed = Task.start("the sender", () -> {
            throw new IllegalStateException("cannot send");
        });
        await("it failed", failed::isDone);
        AtomicInteger runs = new AtomicInteger();
        AssertionError thrown = assertThrows(AssertionError.class, () -> failed.during(runs::incrementAndGet));
        assertEquals("cannot send", cause(thrown).getMessage());
        assertEquals(0, runs.get());
    }

    @Test
    void failureOfWhatCountsOnATaskIsThrownAsItIs() {
        Task<Boolean> task = start("the sender", () -> true);
        AssertionError own = new AssertionError("received nonsense");
        assertSame(
                own,
                assertThrows(
                        AssertionError.class,
                        () -> task.during(() -> {
                            throw own;
                        })));
        assertTrue(task.result());
    }

    @Test
    void standstillNamesSocketsThreadsAndFailedTasks() {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint("inproc"));
        Task<Boolean> failed = Task.start("the sender", () -> {
            throw new IllegalStateException("cannot send");
        });
        await("it failed", failed::isDone);
        AssertionError what = Standstill.of(List.of(pull), List.of(failed));
        String text = String.valueOf(what.getMessage());
        assertTrue(text.contains(pull + " of " + pull.context() + ": [] at '" + endpoint + "'"), text);
        assertTrue(text.contains("thread \"" + Thread.currentThread().getName() + "\" RUNNABLE"), text);
        assertTrue(text.contains(getClass().getName() + ".standstillNames"), text);
        assertEquals("cannot send", cause(what.getSuppressed()[0]).getMessage());
    }

    @Test
    void callThatWaitedInVainGetsTheStandstillAddedToIt() {
        Socket pull = socket(SocketType.PULL);
        for (Throwable inVain : List.of(vain(pull), new AssertionError("thread 'x' failed", vain(pull)))) {
            Throwable same = assertThrows(Throwable.class, () -> Standstill.explain(this, inVain));
            assertSame(inVain, same);
            assertTrue(String.valueOf(same.getSuppressed()[0].getMessage()).startsWith("what stood still:"));
        }
        AssertionError other = new AssertionError("wrong");
        assertThrows(AssertionError.class, () -> Standstill.explain(this, other));
        assertEquals(0, other.getSuppressed().length);
    }

    private static Throwable vain(Socket pull) {
        return assertThrows(RuntimeException.class, () -> pull.recv(SOON));
    }
}
