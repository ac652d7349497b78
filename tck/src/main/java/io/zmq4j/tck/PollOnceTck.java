package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Zmq#poll}: a list of items, polled once. */
public class PollOnceTck extends ZmqTck {
    /** For subclasses. */
    protected PollOnceTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void itemsSayWhatTheyAreReadyFor(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        PollItem in = in(two.bound());
        PollItem both = PollItem.of(two.bound(), PollEvent.POLLIN, PollEvent.POLLOUT);
        List<PollItem> items = List.of(in, both);
        for (int i = 0; i < 20; i++) {
            await("writable", () -> Zmq.poll(items, AWAIT) == 1 && both.isWritable());
            assertEquals(Set.of(), in.revents());
            two.connected().sendText("m" + i);
            assertEquals(1, Zmq.poll(List.of(in), AWAIT));
            assertEquals(2, Zmq.poll(items, Zmq.FOREVER));
            assertEquals(Set.of(PollEvent.POLLIN), in.revents());
            assertEquals(Set.of(PollEvent.POLLIN, PollEvent.POLLOUT), both.revents());
            assertEquals("m" + i, two.bound().tryRecvText());
        }
    }

    @Test
    void timeLimitsAreKept() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        List<PollItem> items = List.of(in(two.bound()), in(two.bound()));
        assertEquals(0, Zmq.poll(items, Duration.ZERO));
        long start = System.nanoTime();
        assertEquals(0, Zmq.poll(items, SHORT));
        assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "it did not wait");
        ZmqException thrown = assertCode(ErrorCode.EINVAL, () -> Zmq.poll(items, Duration.ofMillis(-7)));
        assertTrue(String.valueOf(thrown.getMessage()).contains("-7 ms"), thrown::getMessage);
    }

    @Test
    void noItemsWaitForTheTimeGiven() {
        long start = System.nanoTime();
        assertEquals(0, Zmq.poll(List.of(), SHORT));
        assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "it did not wait");
        assertEquals(0, Zmq.poll(List.of(), Duration.ZERO));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedCallException.class, () -> Zmq.poll(List.of(), Zmq.FOREVER));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> Zmq.poll(null, Duration.ZERO));
        assertThrows(NullPointerException.class, () -> Zmq.poll(List.of(), null));
        List<PollItem> holed = new ArrayList<>();
        holed.add(null);
        assertThrows(NullPointerException.class, () -> Zmq.poll(holed, Duration.ZERO));
    }

    @Test
    void sameItemTwiceIsRefused() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem item = in(two.bound());
        assertCode(ErrorCode.EINVAL, () -> Zmq.poll(List.of(item, item), Duration.ZERO));
        two.connected().sendText("usable");
        assertEquals(1, Zmq.poll(List.of(item), AWAIT));
    }

    @Test
    void closedSocketIsNamedAndTheNextPollWorks() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Socket closed = socket(SocketType.PULL);
        PollItem item = in(two.bound());
        List<PollItem> items = List.of(item, in(closed));
        assertEquals(0, Zmq.poll(items, Duration.ZERO));
        Task<Integer> polling = start("poll", () -> Zmq.poll(items, Zmq.FOREVER));
        polling.awaitWaiting();
        closed.close();
        ClosedException thrown = polling.failure(ClosedException.class);
        assertTrue(String.valueOf(thrown.getMessage()).contains(closed.toString()), thrown::getMessage);
        assertThrows(ClosedException.class, () -> Zmq.poll(items, AWAIT));
        two.connected().sendText("usable");
        assertEquals(1, Zmq.poll(List.of(item), AWAIT));
    }

    @Test
    void severalThreadsPollAtOnce() {
        List<Two> pairs = new ArrayList<>();
        List<Task<Integer>> polling = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Two two = two(SocketType.PULL, SocketType.PUSH);
            pairs.add(two);
            polling.add(start("poll-" + i, () -> Zmq.poll(List.of(in(two.bound())), Zmq.FOREVER)));
        }
        polling.forEach(Task::awaitWaiting);
        for (int i = 0; i < pairs.size(); i++) {
            pairs.get(i).connected().sendText("go");
            assertEquals(1, polling.get(i).result());
        }
    }

    @Test
    void interruptEndsThePoll() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Task<Integer> polling = start("poll", () -> Zmq.poll(List.of(in(two.bound())), Zmq.FOREVER));
        polling.awaitWaiting();
        polling.thread().interrupt();
        polling.failure(InterruptedCallException.class);
    }

    @Test
    void shutdownAndCloseOfTheContextEndThePoll() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        List<PollItem> items = List.of(in(two.bound()));
        assertEquals(0, Zmq.poll(items, Duration.ZERO));
        Task<Integer> polling = start("poll", () -> Zmq.poll(items, Zmq.FOREVER));
        polling.awaitWaiting();
        context().shutdown();
        polling.failure(TerminatedException.class);
        assertThrows(TerminatedException.class, () -> Zmq.poll(items, AWAIT));
        context().close(AWAIT);
        assertThrows(TerminatedException.class, () -> Zmq.poll(items, AWAIT));
    }
}
