package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Polling of sockets: what is found ready, and when. */
public class PollTck extends ZmqTck {
    /** Of the backend that a subclass names. */
    public PollTck() {}

    private static PollItem in(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN);
    }

    private static PollItem out(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLOUT);
    }

    private static PollItem both(Socket socket) {
        return PollItem.of(socket, PollEvent.POLLIN, PollEvent.POLLOUT);
    }

    private Poller poller(PollItem... items) {
        Poller poller = context().poller();
        for (PollItem item : items) {
            poller.add(item);
        }
        return poller;
    }

    // ---- what is found

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("POL-004")
    void messageThatArrivesMakesReadable(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            assertEquals(0, poller.poll(Duration.ZERO));
            assertFalse(item.isReadable());
            two.connected().sendText("hello");
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(Set.of(PollEvent.POLLIN), item.revents());
            assertTrue(item.isReadable());
            assertEquals("hello", two.bound().tryRecvText());
            assertEquals(0, poller.poll(Duration.ZERO));
            assertEquals(Set.of(), item.revents());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("POL-005")
    void peerThatComesMakesWritable(String transport) {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint(transport));
        PollItem item = out(push);
        try (Poller poller = poller(item)) {
            assertEquals(0, poller.poll(Duration.ZERO));
            Socket pull = socket(SocketType.PULL);
            pull.connect(endpoint);
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(Set.of(PollEvent.POLLOUT), item.revents());
            assertTrue(push.trySendText("now"));
            assertEquals("now", pull.recvText());
        }
    }

    @Test
    @Rule("POL-005")
    void roomThatComesMakesWritable() {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        pull.set(SocketOptions.RCVHWM, 2);
        push.set(SocketOptions.SNDHWM, 2);
        push.connect(pull.bind(anyEndpoint("inproc")));
        PollItem item = out(push);
        try (Poller poller = poller(item)) {
            int sent = 0;
            while (poller.poll(Duration.ZERO) == 1) {
                assertTrue(push.trySendText("m" + sent++));
                assertTrue(sent < 100, "no high-water mark");
            }
            for (int i = 0; i < sent; i++) {
                assertEquals("m" + i, pull.recvText());
            }
            assertEquals(1, poller.poll(AWAIT));
            assertTrue(item.isWritable());
        }
    }

    @Test
    @Rule({"POL-001", "POL-008"})
    void onlyWhatWasAskedForIsReported() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("there");
        PollItem in = in(two.bound());
        PollItem out = out(two.bound());
        PollItem nothing = PollItem.of(two.bound());
        try (Poller poller = poller(in, out, nothing)) {
            await("message", () -> poller.poll(AWAIT) == 2);
            assertEquals(Set.of(PollEvent.POLLIN), in.revents());
            assertEquals(Set.of(PollEvent.POLLOUT), out.revents());
            assertEquals(Set.of(), nothing.revents());
        }
    }

    @Test
    @Rule("POL-009")
    void sameSocketInSeveralItemsIsPolledForEach() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        PollItem first = in(two.bound());
        PollItem second = in(two.bound());
        PollItem third = both(two.bound());
        two.connected().sendText("for all");
        try (Poller poller = poller(first, second, third)) {
            await("message", () -> poller.poll(AWAIT) == 3);
            assertTrue(first.isReadable() && second.isReadable() && third.isReadable() && third.isWritable());
            poller.remove(first);
            assertEquals(2, poller.poll(AWAIT));
            assertEquals(Set.of(), first.revents());
            poller.remove(third);
            assertEquals(1, poller.poll(AWAIT));
            assertEquals("for all", two.bound().recvText());
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    @Rule("POL-001")
    void readyListsTheItemsThatAreReady() {
        Two first = two(SocketType.PULL, SocketType.PUSH);
        Two second = two(SocketType.PULL, SocketType.PUSH);
        Two third = two(SocketType.PULL, SocketType.PUSH);
        PollItem one = in(first.bound());
        PollItem two = in(second.bound());
        PollItem three = in(third.bound());
        try (Poller poller = poller(one, two, three)) {
            List<PollItem> ready = poller.ready();
            assertEquals(List.of(), ready);
            first.connected().sendText("1");
            third.connected().sendText("3");
            await("messages", () -> poller.poll(AWAIT) == 2);
            assertSame(ready, poller.ready());
            assertEquals(Set.of(one, three), new HashSet<>(ready));
            assertThrows(UnsupportedOperationException.class, ready::clear);
            first.bound().recvText();
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(List.of(three), ready);
            poller.remove(three);
            assertEquals(List.of(), ready);
        }
    }

    @Test
    @Rule("POL-013")
    void readinessIsReportedAsLongAsItLasts() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem item = in(two.bound());
        two.connected().sendText("a");
        two.connected().sendText("b");
        try (Poller poller = poller(item)) {
            for (int i = 0; i < 10; i++) {
                assertEquals(1, poller.poll(AWAIT));
            }
            assertEquals("a", two.bound().recvText());
            assertEquals(1, poller.poll(AWAIT));
            assertEquals("b", two.bound().recvText());
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    void whatIsAlwaysReadyHidesNothing() {
        Two busy = two(SocketType.PAIR, SocketType.PAIR);
        Two quiet = two("inproc", SocketType.PULL, SocketType.PUSH);
        PollItem always = out(busy.bound());
        PollItem item = in(quiet.bound());
        try (Poller poller = poller(always, item)) {
            assertEquals(1, poller.poll(AWAIT));
            quiet.connected().sendText("me too");
            await("the other one", () -> poller.poll(AWAIT) == 2);
            assertTrue(item.isReadable());
        }
    }

    // ---- what other calls leave behind

    /** Every call takes in what the engine has to say, and nobody says it twice. */
    @ParameterizedTest
    @MethodSource("transports")
    void callsOnTheSocketHideNoMessage(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            for (int i = 0; i < 50; i++) {
                two.connected().sendText("m" + i);
                await("message " + i, () -> {
                    two.bound().trySendText("any call");
                    return two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN);
                });
                assertEquals(1, poller.poll(AWAIT));
                assertEquals("m" + i, two.bound().tryRecvText());
            }
            await("all answers", () -> two.connected().tryRecv() == null);
        }
    }

    @Test
    void frameThatDidNotFitIsReadable() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("eight by");
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            assertCode(ErrorCode.EMSGSIZE, () -> two.bound().recv(ByteBuffer.allocate(2)));
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(1, poller.poll(AWAIT));
            assertEquals("eight by", two.bound().recvText());
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    @Rule("POL-004")
    void restOfAMessageIsReadable() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().send(frames("one", "two", "three"));
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            for (String frame : List.of("one", "two", "three")) {
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(frame, two.bound().tryRecvText());
            }
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    @Rule("POL-004")
    void messageIsReadableOnceItIsWhole() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        PollItem item = in(two.bound());
        try (Poller poller = poller(item)) {
            two.connected().sendText("first", SendFlag.SNDMORE);
            assertEquals(0, poller.poll(SHORT));
            two.connected().sendText("last");
            assertEquals(1, poller.poll(AWAIT));
            assertFrames(two.bound().recvMultipart(), "first", "last");
        }
    }

    @Test
    void requestAndReplyTakeTurns() {
        Two two = two(SocketType.REP, SocketType.REQ);
        PollItem rep = both(two.bound());
        PollItem req = both(two.connected());
        try (Poller poller = poller(rep, req)) {
            for (int i = 0; i < 20; i++) {
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(Set.of(PollEvent.POLLOUT), req.revents());
                two.connected().sendText("q" + i);
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(Set.of(PollEvent.POLLIN), rep.revents());
                assertEquals("q" + i, two.bound().tryRecvText());
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(Set.of(PollEvent.POLLOUT), rep.revents());
                two.bound().sendText("a" + i);
                assertEquals(1, poller.poll(AWAIT));
                assertEquals(EnumSet.of(PollEvent.POLLIN), req.revents());
                assertEquals("a" + i, two.connected().tryRecvText());
            }
        }
    }

    // ---- adding and removing

    @Test
    void itemsAddedLaterAreLookedAtByTheNextPoll() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().sendText("there before");
        try (Poller poller = poller()) {
            assertEquals(0, poller.poll(Duration.ZERO));
            PollItem item = in(two.bound());
            poller.add(item);
            assertEquals(1, poller.poll(AWAIT));
            poller.remove(item);
            assertEquals(0, poller.poll(Duration.ZERO));
            assertFalse(item.isReadable());
            poller.add(item);
            assertEquals(1, poller.poll(AWAIT));
            assertTrue(item.isReadable());
        }
    }

    @Test
    void itemIsAddedOnceAndRemovedOnce() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem item = in(two.bound());
        PollItem other = in(two.bound());
        try (Poller poller = poller(item)) {
            ZmqException twice = assertCode(ErrorCode.EINVAL, () -> poller.add(item));
            assertTrue(String.valueOf(twice.getMessage()).contains(item.toString()), twice::getMessage);
            assertCode(ErrorCode.EINVAL, () -> poller.remove(other));
            poller.remove(item);
            assertCode(ErrorCode.EINVAL, () -> poller.remove(item));
            two.connected().sendText("nobody polls");
            assertEquals(0, poller.poll(Duration.ZERO));
        }
    }

    @Test
    void socketMayBeInSeveralPollers() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        PollItem here = in(two.bound());
        PollItem there = in(two.bound());
        try (Poller one = poller(here);
                Poller other = poller(there)) {
            for (int i = 0; i < 20; i++) {
                two.connected().sendText("m" + i);
                assertEquals(1, one.poll(AWAIT));
                assertEquals(1, other.poll(AWAIT));
                assertEquals("m" + i, two.bound().tryRecvText());
                assertEquals(0, one.poll(Duration.ZERO));
                assertEquals(0, other.poll(Duration.ZERO));
            }
        }
    }

    @Test
    void socketsOfSeveralContextsArePolledTogether() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        Socket pull = socket(newContext(), SocketType.PULL);
        pull.bind(anyEndpoint("inproc"));
        PollItem item = in(two.bound());
        try (Poller poller = poller(in(pull), item)) {
            assertEquals(0, poller.poll(Duration.ZERO));
            two.connected().sendText("hello");
            assertEquals(1, poller.poll(AWAIT));
            assertEquals(List.of(item), poller.ready());
        }
    }

    // ---- time limits

    @Test
    @Rule({"POL-002", "POL-015"})
    void pollEndsWithItsTimeLimit() {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            long start = System.nanoTime();
            assertEquals(0, poller.poll(SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "it did not wait");
            assertCode(ErrorCode.EINVAL, () -> poller.poll(Duration.ofMillis(-5)));
            two.connected().sendText("usable");
            assertEquals(1, poller.poll(Zmq.FOREVER));
        }
    }

    @Test
    @Rule("POL-010")
    void emptyPollerWaitsToo() {
        try (Poller poller = poller()) {
            long start = System.nanoTime();
            assertEquals(0, poller.poll(SHORT));
            assertTrue(System.nanoTime() - start >= SHORT.toNanos(), "it did not wait");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"POL-002", "POL-014"})
    void pollForeverEndsWithAMessage(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        try (Poller poller = poller(in(two.bound()))) {
            for (int i = 0; i < 20; i++) {
                Task<Integer> polling = start("poll-" + i, () -> poller.poll(Zmq.FOREVER));
                if (i % 2 == 0) {
                    polling.awaitWaiting();
                }
                two.connected().sendText("m" + i);
                assertEquals(1, polling.result());
                assertEquals("m" + i, two.bound().tryRecvText());
            }
        }
    }
}
