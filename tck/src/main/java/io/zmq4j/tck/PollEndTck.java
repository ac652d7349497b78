package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.ConcurrentUseException;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What ends a poll besides readiness and time; pollers and several threads; the end of a poller. */
public class PollEndTck extends ZmqTck {
    private static final int ROUNDS = 100;

    /** Of the backend that a subclass names. */
    public PollEndTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    private Poller poller(PollItem... items) {
        Poller poller = context().poller();
        for (PollItem item : items) {
            poller.add(item);
        }
        return poller;
    }

    private Socket quiet() {
        Socket pull = socket(SocketType.PULL);
        pull.bind(anyEndpoint("inproc"));
        return pull;
    }

    // ---- wakeup

    @Test
    void wakeupEndsAPollThatWaits() {
        try (Poller poller = poller(in(quiet()))) {
            for (int i = 0; i < ROUNDS; i++) {
                Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
                if (i % 2 == 0) {
                    polling.awaitWaiting();
                }
                poller.wakeup();
                assertEquals(0, polling.result());
            }
        }
    }

    @Test
    void wakeupIsKeptForTheNextPollThatWaits() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            poller.wakeup();
            poller.wakeup();
            two.connected().sendText("first");
            await("message", () -> poller.poll(Duration.ZERO) == 1);
            assertEquals(1, poller.poll(Zmq.FOREVER));
            assertEquals("first", two.bound().recvText());
            assertEquals(0, poller.poll(Zmq.FOREVER));
            Task<Integer> polling = start("poll", () -> poller.poll(Zmq.FOREVER));
            polling.awaitWaiting();
            two.connected().sendText("second");
            assertEquals(1, polling.result());
        }
    }

    // ---- interrupt

    @Test
    @Rule("INT-002")
    void interruptEndsAPollThatWaitsAndKeepsTheFlag() {
        try (Poller poller = poller(in(quiet()))) {
            for (int i = 0; i < ROUNDS; i++) {
                Task<Boolean> polling = start("poll-" + i, () -> {
                    assertThrows(InterruptedCallException.class, () -> poller.poll(Zmq.FOREVER));
                    return Thread.currentThread().isInterrupted();
                });
                if (i % 2 == 0) {
                    polling.awaitWaiting();
                }
                polling.thread().interrupt();
                assertTrue(polling.result(), "the flag stays set");
            }
        }
    }

    @Test
    @Rule("INT-004")
    void pollThatNeedNotWaitIgnoresTheFlagAndKeepsIt() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            Thread.currentThread().interrupt();
            assertEquals(0, poller.poll(Duration.ZERO));
            two.connected().sendText("there");
            await("message", () -> poller.poll(Duration.ZERO) == 1);
            assertEquals(1, poller.poll(Zmq.FOREVER));
            assertEquals("there", two.bound().recvText());
            assertCode(ErrorCode.EINTR, () -> poller.poll(AWAIT));
            assertTrue(Thread.interrupted(), "the flag stays set");
            assertEquals(0, poller.poll(SHORT));
        }
    }

    // ---- sockets that close

    @Test
    @Rule("POL-012")
    void socketThatIsClosedIsNamedAndGone() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Socket closed = quiet();
        PollItem item = in(two.bound());
        PollItem gone = in(closed);
        try (Poller poller = poller(gone, item, PollItem.of(closed, PollEvent.POLLIN, PollEvent.POLLOUT))) {
            two.connected().sendText("is not lost");
            await("message", () -> poller.poll(Duration.ZERO) == 1);
            closed.close();
            ZmqException thrown = assertThrows(ClosedException.class, () -> poller.poll(AWAIT));
            assertTrue(String.valueOf(thrown.getMessage()).contains(closed.toString()), thrown::getMessage);
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(List.of(item), poller.ready());
            assertCode(ErrorCode.EINVAL, () -> poller.remove(gone));
            assertCode(ErrorCode.ENOTSOCK, () -> poller.add(gone));
        }
    }

    @Test
    @Rule("THR-005")
    void closingASocketWakesAPollThatWaits() {
        try (Poller poller = poller()) {
            for (int i = 0; i < ROUNDS; i++) {
                Socket socket = quiet();
                poller.add(in(socket));
                Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
                if (i % 2 == 0) {
                    polling.awaitWaiting();
                }
                socket.close();
                polling.failure(ClosedException.class);
            }
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    /** The system gives the descriptor of a socket that was closed to one that is opened. */
    @Test
    void socketsOpenedInPlaceOfClosedOnesAreHeard() {
        try (Poller poller = poller()) {
            Socket old = quiet();
            poller.add(in(old));
            for (int i = 0; i < 30; i++) {
                old.close();
                Two two = two(SocketType.PULL, SocketType.PUSH);
                Two other = two(SocketType.PULL, SocketType.PUSH);
                PollItem item = in(two.bound());
                poller.add(item);
                assertThrows(ClosedException.class, () -> poller.poll(AWAIT));
                assertEquals(0, poller.poll(Duration.ZERO));
                two.connected().sendText("m" + i);
                assertEquals(1, poller.poll(AWAIT));
                assertTrue(item.isReadable());
                other.bound().close();
                other.connected().close();
                two.connected().close();
                assertEquals("m" + i, two.bound().recvText());
                old = two.bound();
            }
        }
    }

    @Test
    void removingAClosedSocketIsLegal() {
        Socket closed = quiet();
        PollItem item = in(closed);
        try (Poller poller = poller(item)) {
            closed.close();
            poller.remove(item);
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    // ---- contexts that end

    @Test
    @Rule({"CTX-016", "CTX-018", "POL-011"})
    void shutdownEndsAPollThatWaits() {
        assertTerminated(context()::shutdown);
    }

    @Test
    @Rule({"CTX-016", "POL-011"})
    void closingTheContextEndsAPollThatWaits() {
        assertTerminated(context()::close);
    }

    private void assertTerminated(Runnable end) {
        Poller empty = poller();
        Poller full = poller(in(quiet()));
        Context other = newContext();
        Poller elsewhere = other.poller();
        elsewhere.add(in(quiet()));
        List<Task<Integer>> polling = List.of(
                start("empty", () -> empty.poll(Zmq.FOREVER)),
                start("full", () -> full.poll(Zmq.FOREVER)),
                start("elsewhere", () -> elsewhere.poll(Zmq.FOREVER)));
        polling.forEach(Task::awaitWaiting);
        end.run();
        for (Task<Integer> task : polling) {
            task.failure(TerminatedException.class);
        }
        for (Poller each : List.of(empty, full, elsewhere)) {
            assertThrows(TerminatedException.class, () -> each.poll(AWAIT));
            each.close();
        }
        assertThrows(ZmqException.class, context()::poller);
    }

    // ---- the poller's end

    @Test
    void closeEndsAPollThatWaits() {
        Socket socket = quiet();
        for (int i = 0; i < ROUNDS; i++) {
            Poller poller = poller(in(socket));
            Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
            if (i % 2 == 0) {
                polling.awaitWaiting();
            }
            poller.close();
            polling.failure(ClosedException.class);
        }
    }

    @Test
    void everyCallOnAClosedPollerIsClosed() {
        Socket socket = quiet();
        PollItem item = in(socket);
        Poller poller = poller(item);
        assertFalse(poller.isClosed());
        poller.close();
        poller.close();
        assertTrue(poller.isClosed());
        assertThrows(ClosedException.class, () -> poller.add(in(socket)));
        assertThrows(ClosedException.class, () -> poller.remove(item));
        assertThrows(ClosedException.class, () -> poller.poll(Duration.ZERO));
        poller.wakeup();
        assertEquals(List.of(), poller.ready());
        assertEquals(Set.of(), socket.get(SocketOptions.EVENTS));
        assertFalse(socket.isClosed());
    }

    @Test
    void abandonedPollerIsReportedWithItsCreationStackAndItsSocketsWorkOn() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (LogCapture log = new LogCapture()) {
            abandonPoller(two.bound());
            await("report", () -> {
                System.gc();
                return log.has(entry -> entry.getMessage().startsWith("ZMQ4J-017 ")
                        && entry.getMessage().contains(context().toString() + " ")
                        && entry.getThrown() != null
                        && Arrays.stream(entry.getThrown().getStackTrace())
                                .anyMatch(frame -> frame.getMethodName().equals("abandonPoller")));
            });
        }
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            two.connected().sendText("works on");
            assertEquals(1, poller.poll(AWAIT));
            assertEquals("works on", two.bound().recvText());
        }
    }

    private void abandonPoller(Socket socket) {
        Poller poller = poller(in(socket));
        assertEquals(0, poller.poll(Duration.ZERO));
    }

    // ---- several threads

    @Test
    void secondThreadInAPollerIsRefusedByName() {
        try (Poller poller = poller(in(quiet()))) {
            Task<Integer> polling = start("the-one-inside", () -> poller.poll(Zmq.FOREVER));
            polling.awaitWaiting();
            ZmqException thrown = assertThrows(ConcurrentUseException.class, () -> poller.poll(Duration.ZERO));
            assertTrue(String.valueOf(thrown.getMessage()).contains("the-one-inside"), thrown::getMessage);
            assertThrows(ConcurrentUseException.class, () -> poller.add(in(quiet())));
            poller.wakeup();
            assertEquals(0, polling.result());
        }
    }

    /** It is a mistake, and costs either thread an exception at most: the next poll hears what has come. */
    @Test
    void callsOfAnotherThreadWhileAPollWaitsHideNoMessage() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            for (int i = 0; i < 20; i++) {
                Task<Integer> polling = start("poll-" + i, () -> pollInSpiteOfOthers(poller));
                two.connected().sendText("m" + i);
                while (!polling.isDone()) {
                    try {
                        two.bound().get(SocketOptions.EVENTS);
                    } catch (ConcurrentUseException e) {
                        // the poll was looking at it just then
                    }
                }
                assertEquals(1, polling.result());
                assertEquals("m" + i, two.bound().recvText());
            }
        }
    }

    private static int pollInSpiteOfOthers(Poller poller) {
        while (true) {
            try {
                return poller.poll(Zmq.FOREVER);
            } catch (ConcurrentUseException e) {
                // a look did not get a turn for long
            }
        }
    }

    @Test
    void messageReceivedByAnotherThreadIsNoLongerReady() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            two.connected().sendText("taken");
            await("message", () -> poller.poll(Duration.ZERO) == 1);
            assertEquals("taken", start("taker", two.bound()::recvText).result());
            assertEquals(0, poller.poll(SHORT));
        }
    }

    @Test
    @Rule("THR-011")
    void virtualThreadsPoll() throws Exception {
        assumeVirtualThreads();
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            for (int i = 0; i < 20; i++) {
                FutureTask<Integer> polling = startVirtual(() -> poller.poll(Zmq.FOREVER));
                two.connected().sendText("m" + i);
                assertEquals(1, resultOf(polling));
                assertEquals("m" + i, two.bound().recvText());
            }
            assertEquals(0, resultOf(startVirtual(() -> poller.poll(SHORT))));
        }
    }

    @Test
    void closeAndShutdownEndPollsOfVirtualThreads() throws Exception {
        assumeVirtualThreads();
        Poller poller = poller(in(quiet()));
        FutureTask<Integer> polling = startVirtual(() -> poller.poll(Zmq.FOREVER));
        poller.close();
        assertInstanceOf(ClosedException.class, failureOf(polling));
        Poller other = poller(in(quiet()));
        FutureTask<Integer> last = startVirtual(() -> other.poll(Zmq.FOREVER));
        context().close();
        assertInstanceOf(TerminatedException.class, failureOf(last));
        other.close();
    }

    @Test
    void pollsOfVirtualThreadsLeaveRoomForOthers() throws Exception {
        assumeVirtualThreads();
        Socket socket = quiet();
        List<Poller> pollers = new ArrayList<>();
        List<FutureTask<Integer>> polling = new ArrayList<>();
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            Poller poller = poller(in(socket));
            pollers.add(poller);
            polling.add(startVirtual(() -> poller.poll(Zmq.FOREVER)));
        }
        assertEquals(7, resultOf(startVirtual(() -> 7)));
        pollers.forEach(Poller::wakeup);
        for (FutureTask<Integer> each : polling) {
            assertEquals(0, resultOf(each));
        }
        pollers.forEach(Poller::close);
    }

    private static void assumeVirtualThreads() {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
    }

    private static FutureTask<Integer> startVirtual(Callable<Integer> work) throws ReflectiveOperationException {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        return task;
    }

    private static Throwable failureOf(FutureTask<Integer> task) {
        return assertThrows(ExecutionException.class, () -> resultOf(task)).getCause();
    }

    private static int resultOf(FutureTask<Integer> task) throws Exception {
        return task.get(AWAIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
