package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
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
    /** Of the backend that a subclass names. */
    public PollOnceTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"POL-001", "POL-009"})
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
    @Rule({"POL-002", "POL-015"})
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
    @Rule("POL-010")
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
    @Rule("POL-012")
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
    @Rule("POL-012")
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
    @Rule("INT-002")
    void interruptEndsThePoll() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Task<Integer> polling = start("poll", () -> Zmq.poll(List.of(in(two.bound())), Zmq.FOREVER));
        polling.awaitWaiting();
        polling.thread().interrupt();
        polling.failure(InterruptedCallException.class);
    }

    @Test
    @Rule("POL-011")
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

    @Test
    @Rule("POL-003")
    void pollThatFindsNothingClearsWhatTheLastOneFound() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem item = in(two.bound());
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(1))) {
            two.connected().sendText("there");
            assertEquals(1, Zmq.poll(List.of(item), AWAIT));
            assertEquals(Set.of(PollEvent.POLLIN), item.revents());
            assertEquals("there", two.bound().recvText());
            assertEquals(0, Zmq.poll(List.of(item), limit));
            assertEquals(Set.of(), item.revents());
        }
    }

    @Test
    @Rule("POL-015")
    void partOfAMillisecondIsWaitedForToo() {
        List<PollItem> items = List.of(in(two(SocketType.PULL, SocketType.PUSH).bound()));
        for (long nanos : new long[] {1, 300_000, 1_000_001, 2_500_000}) {
            long start = System.nanoTime();
            assertEquals(0, Zmq.poll(items, Duration.ofNanos(nanos)));
            assertTrue(System.nanoTime() - start >= nanos, () -> "it did not wait " + nanos + " ns");
        }
    }

    @Test
    @Rule("POL-017")
    void itemKeepsWhatItWasMadeOfAndTheLastResult() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem item = PollItem.of(two.bound(), PollEvent.POLLIN, PollEvent.POLLOUT);
        assertSame(two.bound(), item.target().polled());
        assertEquals(Set.of(PollEvent.POLLIN, PollEvent.POLLOUT), item.events());
        assertEquals(Set.of(), item.revents());
        two.connected().sendText("there");
        assertEquals(1, Zmq.poll(List.of(item), AWAIT));
        assertEquals("there", two.bound().recvText());
        assertEquals(Set.of(PollEvent.POLLIN), item.revents());
        assertEquals(Set.of(PollEvent.POLLIN, PollEvent.POLLOUT), item.events());
        assertThrows(UnsupportedOperationException.class, () -> item.events().clear());
    }

    @Test
    @Rule("POL-016")
    void oneOfHundredsIsFound() {
        List<Two> pairs = new ArrayList<>();
        List<PollItem> items = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Two two = two(SocketType.PAIR, SocketType.PAIR);
            pairs.add(two);
            items.add(in(two.bound()));
            items.add(in(two.connected()));
        }
        assertEquals(0, Zmq.poll(items, Duration.ZERO));
        for (int i : new int[] {0, 77, 149}) {
            pairs.get(i).connected().sendText("here");
            assertEquals(1, Zmq.poll(items, AWAIT));
            assertTrue(items.get(2 * i).isReadable());
            assertEquals("here", pairs.get(i).bound().recvText());
        }
        pairs.forEach(two -> two.bound().sendText("all"));
        await("all of them", () -> Zmq.poll(items, AWAIT) == pairs.size());
    }
}
