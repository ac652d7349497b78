package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** REQ and REP: in turn, with the envelope of RFC 28. */
public class ReqRepTck extends ZmqTck {
    /** For subclasses. */
    protected ReqRepTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    void everyRequestGetsItsReply(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        for (int i = 0; i < 100; i++) {
            two.connected().sendText("request " + i);
            assertEquals("request " + i, two.bound().recvText());
            two.bound().sendText("reply " + i);
            assertEquals("reply " + i, two.connected().recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void requestsAndRepliesOfSeveralFrames(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        two.connected().send(frames("a", "", "b"));
        assertFrames(two.bound().recvMultipart(), "a", "", "b");
        two.bound().send(frames("", "c"));
        assertFrames(two.connected().recvMultipart(), "", "c");
    }

    @Test
    void repMayBeTheOneThatConnects() {
        Two two = two(SocketType.REQ, SocketType.REP);
        two.bound().sendText("request");
        assertEquals("request", two.connected().recvText());
        two.connected().sendText("reply");
        assertEquals("reply", two.bound().recvText());
    }

    private static void assertWrongState(Executable call) {
        ZmqException thrown = assertThrows(WrongStateException.class, call);
        assertEquals(ErrorCode.EFSM, thrown.code());
    }

    private static void assertMayNotSend(Socket socket) {
        for (Executable call : List.<Executable>of(
                () -> socket.send(new byte[1]),
                () -> socket.send(new byte[1], SendFlag.SNDMORE),
                () -> socket.send(new byte[1], SendFlag.DONTWAIT),
                () -> socket.trySend(new byte[1]),
                () -> socket.send(ByteBuffer.allocate(1)),
                () -> socket.trySend(frames("a", "b")),
                () -> socket.send(frames("a", "b")))) {
            assertWrongState(call);
        }
    }

    private static void assertMayNotReceive(Socket socket) {
        for (Executable call : List.<Executable>of(
                socket::recv,
                socket::tryRecv,
                () -> socket.recv(RecvFlag.DONTWAIT),
                () -> socket.recv(ByteBuffer.allocate(1)),
                () -> socket.tryRecv(ByteBuffer.allocate(1)),
                socket::recvMultipart,
                socket::tryRecvMultipart)) {
            assertWrongState(call);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void secondRequestBeforeTheReplyIsEfsm(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        assertMayNotReceive(two.connected());
        two.connected().sendText("request");
        assertMayNotSend(two.connected());
        assertEquals("request", two.bound().recvText());
        two.bound().sendText("reply");
        assertEquals("reply", two.connected().recvText());
        assertMayNotReceive(two.connected());
        two.connected().sendText("request 2");
        assertEquals("request 2", two.bound().recvText());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void secondRecvBeforeTheReplyIsEfsm(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        assertMayNotSend(two.bound());
        two.connected().sendText("request");
        assertEquals("request", two.bound().recvText());
        assertMayNotReceive(two.bound());
        two.bound().sendText("reply");
        assertMayNotSend(two.bound());
        assertEquals("reply", two.connected().recvText());
    }

    @Test
    void requestIsNotCompleteBeforeItsLastFrame() {
        Two two = two(SocketType.REP, SocketType.REQ);
        two.connected().sendText("a", SendFlag.SNDMORE);
        assertMayNotReceive(two.connected());
        two.connected().sendText("b");
        assertEquals("a", two.bound().recvText());
        assertMayNotSend(two.bound());
        assertEquals("b", two.bound().recvText());
        two.bound().sendText("c", SendFlag.SNDMORE);
        assertMayNotReceive(two.bound());
        two.bound().sendText("d");
        assertEquals("c", two.connected().recvText());
        assertMayNotSend(two.connected());
        assertEquals("d", two.connected().recvText());
    }

    @Test
    void eventsFollowTheTurns() {
        Two two = two(SocketType.REP, SocketType.REQ);
        assertReady(two.connected(), PollEvent.POLLOUT);
        assertReady(two.bound());
        two.connected().sendText("request");
        assertReady(two.connected());
        assertReady(two.bound(), PollEvent.POLLIN);
        assertEquals("request", two.bound().recvText());
        assertReady(two.bound(), PollEvent.POLLOUT);
        two.bound().sendText("reply");
        assertReady(two.bound());
        assertReady(two.connected(), PollEvent.POLLIN);
    }

    private static void assertReady(Socket socket, PollEvent... events) {
        assertEquals(List.of(events), List.copyOf(socket.get(SocketOptions.EVENTS)), socket::toString);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void everyClientGetsItsOwnReply(String transport) {
        Socket rep = socket(SocketType.REP);
        String endpoint = rep.bind(anyEndpoint(transport));
        List<Socket> clients = List.of(socket(SocketType.REQ), socket(SocketType.REQ), socket(SocketType.REQ));
        for (Socket client : clients) {
            client.connect(endpoint);
            client.sendText(client.toString());
        }
        for (int i = 0; i < clients.size(); i++) {
            rep.sendText("reply to " + rep.recvText());
        }
        for (Socket client : clients) {
            assertEquals("reply to " + client, client.recvText());
        }
    }

    @Test
    void requestsGoRoundRobin() {
        Socket req = socket(SocketType.REQ);
        Socket one = socket(SocketType.REP);
        Socket two = socket(SocketType.REP);
        req.connect(one.bind(anyEndpoint("inproc")));
        req.connect(two.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 3; i++) {
            for (Socket rep : List.of(one, two)) {
                req.sendText("request");
                assertEquals("request", rep.recvText());
                rep.sendText("reply");
                assertEquals("reply", req.recvText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void repIgnoresWhatIsNoRequest(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.DEALER);
        two.connected().sendText("no delimiter");
        two.connected().send(frames("no", "delimiter"));
        two.connected().send(frames("", "request"));
        assertFrames(two.bound().recvMultipart(), "request");
        two.bound().sendText("reply");
        assertFrames(two.connected().recvMultipart(), "", "reply");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void repGivesTheEnvelopeBack(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.DEALER);
        two.connected().send(frames("hop 1", "hop 2", "", "request", "", "more"));
        assertFrames(two.bound().recvMultipart(), "request", "", "more");
        two.bound().send(frames("reply", "more"));
        assertFrames(two.connected().recvMultipart(), "hop 1", "hop 2", "", "reply", "more");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void replyToAClientThatHasLeftIsDropped(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        two.connected().sendText("request");
        assertEquals("request", two.bound().recvText());
        two.connected().close();
        two.bound().sendText("reply");
        Socket next = socket(SocketType.REQ);
        next.connect(two.endpoint());
        next.sendText("next request");
        assertEquals("next request", two.bound().recvText());
        two.bound().sendText("next reply");
        assertEquals("next reply", next.recvText());
        assertTrue(two.connected().isClosed());
    }

    @Test
    void newRequestForgetsTheRestOfAReplyThatWasHalfReceived() {
        if (!backend().supports(Capability.of(SocketOptions.REQ_RELAXED))) {
            return; // shown with the options
        }
        Socket rep = socket(SocketType.REP);
        Socket req = socket(SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        req.set(SocketOptions.REQ_CORRELATE, true);
        req.connect(rep.bind(anyEndpoint("inproc")));
        req.sendText("first");
        rep.recvText();
        rep.send(frames("half", "rest"));
        assertEquals("half", req.recvText());
        assertTrue(req.hasMore());
        req.sendText("second");
        assertFalse(req.hasMore());
        assertEquals("second", rep.recvText());
        rep.sendText("answer");
        assertFrames(req.recvMultipart(), "answer");
    }
}
