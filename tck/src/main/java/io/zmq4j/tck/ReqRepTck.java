package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
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
    @Rule("REQ-013")
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
    @Rule({"REQ-001", "REQ-002"})
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
    @Rule({"REP-001", "REP-002"})
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REP-010")
    void requestIsNotCompleteBeforeItsLastFrame(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
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
    @Rule({"REQ-011", "REP-008"})
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

    @Test
    @Rule("REP-011")
    void whatIsNoRequestMakesNothingReady() {
        Two two = two(SocketType.REP, SocketType.DEALER);
        two.connected().sendText("no delimiter");
        assertReady(two.bound());
    }

    @Test
    @Rule("REP-012")
    void whatIsNoRequestCostsNobodyElseTheReply() {
        Two two = two(SocketType.REP, SocketType.DEALER);
        two.connected().sendText("no delimiter");
        two.connected().disconnect(two.endpoint());
        Socket req = socket(SocketType.REQ);
        req.connect(two.endpoint());
        req.sendText("request");
        assertEquals("request", two.bound().recvText());
        two.bound().sendText("reply");
        assertEquals("reply", req.tryRecvText());
    }

    private static void assertReady(Socket socket, PollEvent... events) {
        assertEquals(List.of(events), List.copyOf(socket.get(SocketOptions.EVENTS)), socket::toString);
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REP-005")
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-004")
    void requestsGoRoundRobin(String transport) {
        Socket req = socket(SocketType.REQ);
        Socket one = socket(SocketType.REP);
        Socket two = socket(SocketType.REP);
        req.connect(one.bind(anyEndpoint(transport)));
        req.connect(two.bind(anyEndpoint(transport)));
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
    @Rule("REP-007")
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
    @Rule("REP-004")
    void repGivesTheEnvelopeBack(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.DEALER);
        two.connected().send(frames("hop 1", "hop 2", "", "request", "", "more"));
        assertFrames(two.bound().recvMultipart(), "request", "", "more");
        two.bound().send(frames("reply", "more"));
        assertFrames(two.connected().recvMultipart(), "hop 1", "hop 2", "", "reply", "more");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REP-006")
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

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-005")
    void requestWaitsForAPeer(String transport) {
        Socket req = socket(SocketType.REQ);
        String endpoint = req.bind(anyEndpoint(transport));
        assertFalse(req.trySendText("nobody"));
        assertThrows(WouldBlockException.class, () -> req.send(bytes("nobody"), SHORT));
        Task<String> client = start("client", () -> {
            req.sendText("request");
            return req.recvText();
        });
        client.awaitWaiting();
        Socket rep = socket(SocketType.REP);
        rep.connect(endpoint);
        assertEquals("request", rep.recvText());
        rep.sendText("reply");
        assertEquals("reply", client.result());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-006")
    void onlyThePeerThatWasAskedCanReply(String transport) {
        Socket req = socket(SocketType.REQ);
        req.set(SocketOptions.ROUTING_ID, bytes("client"));
        Socket asked = socket(SocketType.ROUTER);
        req.connect(asked.bind(anyEndpoint(transport)));
        Socket other = socket(SocketType.ROUTER);
        other.set(SocketOptions.ROUTER_MANDATORY, true);
        req.connect(other.bind(anyEndpoint(transport)));
        req.sendText("request");
        assertFrames(asked.recvMultipart(), "client", "", "request");
        await("the other one can send", () -> reaches(other, "client", "", "of the other"));
        assertThrows(WouldBlockException.class, () -> req.recv(SHORT));
        asked.send(frames("client", "", "reply"));
        assertEquals("reply", req.recvText());
    }

    private static boolean reaches(Socket mandatoryRouter, String... frames) {
        try {
            mandatoryRouter.send(frames(frames));
            return true;
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EHOSTUNREACH, e.code());
            return false;
        }
    }

    @Test
    @Rule("REQ-011")
    void whatIsNoReplyDoesNotMakeTheSocketReady() {
        Socket req = socket(SocketType.REQ);
        req.set(SocketOptions.ROUTING_ID, bytes("client"));
        Socket asked = socket(SocketType.ROUTER);
        req.connect(asked.bind(anyEndpoint("inproc")));
        Socket other = socket(SocketType.ROUTER);
        req.connect(other.bind(anyEndpoint("inproc")));
        req.sendText("request");
        asked.recvMultipart();
        other.send(frames("client", "", "of the other"));
        asked.send(frames("client", "no delimiter"));
        assertReady(req);
        asked.send(frames("client", "", "reply"));
        assertReady(req, PollEvent.POLLIN);
        assertEquals("reply", req.recvText());
    }

    @Test
    @Rule("REQ-007")
    void repliesWithoutADelimiterAreDropped() {
        Two two = two(SocketType.ROUTER, SocketType.REQ);
        two.connected().sendText("request");
        byte[] client = two.bound().recvMultipart().get(0);
        two.bound().send(List.of(client, bytes("no delimiter")));
        two.bound().send(List.of(client, bytes("no"), bytes("delimiter")));
        two.bound().send(List.of(client, new byte[0]));
        two.bound().send(List.of(client, new byte[0], bytes("reply")));
        assertEquals("reply", two.connected().recvText());
        assertMayNotReceive(two.connected());
    }

    @Test
    @Rule("REQ-007")
    void repliesWithoutADelimiterAreDroppedOverTcp() throws IOException {
        Socket req = socket(SocketType.REQ);
        try (RawPeer peer = RawPeer.connect(req.bind(anyEndpoint("tcp")), "REP")) {
            req.sendText("request");
            assertFrames(peer.readMessage(), "", "request");
            peer.write(Wire.bytes(
                    Wire.frame(0, bytes("no delimiter")),
                    Wire.frame(Wire.MORE, new byte[0]),
                    Wire.frame(0, bytes("reply"))));
            Task<Boolean> closed = start("peer", () -> {
                peer.awaitClosed();
                return true;
            });
            await("the reply", () -> {
                List<byte[]> reply = req.tryRecvMultipart();
                assertFalse(reply == null && closed.isDone(), "the connection was closed");
                return reply != null && texts(reply).equals(List.of("reply"));
            });
            req.close();
            closed.result();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-010")
    void ofSeveralCorrelatedRequestsOnlyTheLastIsAnswered(String transport) {
        Socket router = socket(SocketType.ROUTER);
        Socket req = socket(SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        req.set(SocketOptions.REQ_CORRELATE, true);
        req.connect(router.bind(anyEndpoint(transport)));
        for (int round = 0; round < 2; round++) {
            List<List<byte[]>> requests = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                req.sendText("request " + i);
                requests.add(router.recvMultipart());
            }
            for (List<byte[]> request : requests) {
                router.send(request);
            }
            assertEquals("request 4", req.recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-012")
    void requestWhosePeerHasLeftIsNeverAnswered(String transport) {
        Socket req = socket(SocketType.REQ);
        Socket leaving = socket(SocketType.REP);
        Socket staying = socket(SocketType.REP);
        req.connect(leaving.bind(anyEndpoint(transport)));
        req.connect(staying.bind(anyEndpoint(transport)));
        req.sendText("request");
        assertEquals("request", leaving.recvText());
        leaving.close();
        assertThrows(WouldBlockException.class, () -> req.recv(SHORT));
        assertMayNotSend(req);
        assertNull(staying.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("REQ-009")
    void relaxedRequestGoesToAnotherPeerWhenTheFirstHasLeft(String transport) {
        Socket req = socket(SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        req.set(SocketOptions.REQ_CORRELATE, true);
        Socket leaving = socket(SocketType.REP);
        Socket staying = socket(SocketType.REP);
        req.connect(leaving.bind(anyEndpoint(transport)));
        req.connect(staying.bind(anyEndpoint(transport)));
        req.sendText("request");
        assertEquals("request", leaving.recvText());
        leaving.close();
        req.sendText("request again");
        assertEquals("request again", staying.recvText());
        staying.sendText("reply");
        assertEquals("reply", req.recvText());
    }

    @Test
    @Rule("REP-003")
    void repServesItsPeersInTurns() {
        Socket rep = socket(SocketType.REP);
        List<Socket> clients = namedPeers(rep.bind(anyEndpoint("inproc")), 3);
        for (int i = 0; i < 4; i++) {
            for (Socket client : clients) {
                client.send(List.of(new byte[0], client.get(SocketOptions.ROUTING_ID)));
            }
        }
        assertTurns(3, 4, () -> {
            String client = rep.recvText();
            rep.sendText("reply");
            return client;
        });
    }

    @Test
    @Rule("REP-009")
    void replyNeverWaitsForAPeerThatDoesNotRead() {
        Socket rep = socket(SocketType.REP);
        rep.set(SocketOptions.SNDHWM, 1);
        Socket stalled = socket(SocketType.DEALER);
        stalled.set(SocketOptions.RCVHWM, 1);
        String endpoint = rep.bind(anyEndpoint("inproc"));
        stalled.connect(endpoint);
        for (int i = 0; i < 20; i++) {
            stalled.send(frames("", "request " + i));
            assertEquals("request " + i, rep.recvText());
            rep.send(bytes("reply " + i), Duration.ZERO);
        }
        Socket next = socket(SocketType.REQ);
        next.connect(endpoint);
        next.sendText("next request");
        assertEquals("next request", rep.recvText());
        rep.sendText("next reply");
        assertEquals("next reply", next.recvText());
        assertFrames(stalled.recvMultipart(), "", "reply 0");
        assertFrames(stalled.recvMultipart(), "", "reply 1");
        assertNull(stalled.tryRecv());
    }
}
