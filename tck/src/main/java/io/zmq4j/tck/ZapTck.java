package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a ZAP handler has to say about who gets in. Nothing is shown to be kept out by waiting: somebody who is let in
 * comes after it.
 *
 * @see <a href="https://rfc.zeromq.org/spec/27/">RFC 27 (ZAP)</a>
 */
public class ZapTck extends SecurityArea {
    /** Of the backend that a subclass names. */
    public ZapTck() {}

    /** A server that asks, and a handler that the test plays. */
    private record Guarded(Socket server, Socket handler, String endpoint) {
        List<byte[]> request() {
            return handler.recvMultipart();
        }

        void answer(List<byte[]> request, Object... frames) {
            List<byte[]> reply = new ArrayList<>();
            reply.add(request.get(0));
            reply.add(request.get(1));
            for (Object frame : frames) {
                reply.add(frame instanceof byte[] own ? own : bytes(frame.toString()));
            }
            handler.send(reply);
        }
    }

    private Guarded guarded(SocketType type) {
        Socket handler = socket(SocketType.REP);
        handler.bind(ZAP);
        Socket server = socket(type);
        server.set(SocketOptions.ZAP_DOMAIN, "domain");
        return new Guarded(server, handler, server.bind(tcp()));
    }

    @Test
    @Rule({"ZAP-001", "ZAP-009"})
    void requestTellsAllThatIsKnownOfThePeer() throws IOException {
        Guarded guarded = guarded(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("the dealer"));
        dealer.connect(guarded.endpoint());
        List<byte[]> request = guarded.request();
        assertEquals("1.0", text(request.get(0)));
        assertTrue(request.get(1).length > 0, "a request has an id");
        assertFrames(request.subList(2, request.size()), "domain", Loopback.source(), "", "NULL");
        guarded.answer(request, "200", "OK", "user", "");
        dealer.sendText("comes in");
        assertFrames(guarded.server().recvMultipart(), "the dealer", "comes in");
    }

    @Test
    @Rule("ZAP-010")
    void requestNamesThePeerOrNobodyAndNeverTheServer() {
        Socket handler = socket(SocketType.REP);
        handler.bind(ZAP);
        Socket server = socket(SocketType.ROUTER);
        server.set(SocketOptions.ZAP_DOMAIN, "domain");
        server.set(SocketOptions.IDENTITY, bytes("the server"));
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("the dealer"));
        dealer.connect(server.bind(tcp()));
        String named = text(handler.recvMultipart().get(4));
        assertTrue(named.isEmpty() || named.equals("the dealer"), () -> "the request names '" + named + "'");
    }

    @ParameterizedTest
    @EnumSource(names = {"REP", "ROUTER"})
    @Rule("ZAP-007")
    void handlerIsAReplierOrARouter(SocketType type) {
        Socket handler = socket(type);
        handler.bind(ZAP);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.ZAP_DOMAIN, "domain");
        Socket push = client(Security.NULL, SocketType.PUSH, pull.bind(tcp()));
        List<byte[]> request = handler.recvMultipart();
        int envelope = type == SocketType.ROUTER ? 2 : 0;
        List<byte[]> reply = new ArrayList<>(request.subList(0, envelope + 2));
        reply.addAll(frames("200", "OK", "", ""));
        handler.send(reply);
        push.sendText("comes in");
        assertEquals("comes in", pull.recvText());
    }

    /** It is one of the server's own context. */
    @Test
    @Rule("ZAP-007")
    void handlerOfAnotherContextIsNotAsked() {
        Context elsewhere = newContext();
        Socket stranger = socket(elsewhere, SocketType.REP);
        stranger.bind(ZAP);
        Guarded guarded = guarded(SocketType.PULL);
        Socket push = client(Security.NULL, SocketType.PUSH, guarded.endpoint());
        guarded.answer(guarded.request(), "200", "OK", "", "");
        push.sendText("comes in");
        assertEquals("comes in", guarded.server().recvText());
        assertNull(stranger.tryRecv());
    }

    /** A peer whose greeting and READY are said, and who waits for what the handler says. */
    private RawPeer applicant(Guarded guarded) throws IOException {
        RawPeer peer = later(RawPeer.connect(guarded.endpoint()));
        peer.write(Wire.greeting("NULL"));
        peer.read(GREETING_SIZE);
        peer.write(Wire.command("READY", metadata("PUSH")));
        return peer;
    }

    /** The next one is let in when the handler says so. */
    private void assertAdmitsTheNext(Guarded guarded) throws IOException {
        RawPeer next = applicant(guarded);
        guarded.answer(guarded.request(), "200", "OK", "", "");
        assertEquals("READY", next.readFrame().name());
        next.send(bytes("thanks"));
        assertEquals("thanks", guarded.server().recvText());
    }

    /** By the time the next one is let in, it would have been told that it may come in. */
    private void assertKeptOut(RawPeer peer, Guarded guarded) throws IOException {
        assertAdmitsTheNext(guarded);
        while (peer.available() > 0) {
            assertNotEquals("READY", peer.readFrame().name(), "the peer was let in");
        }
    }

    @Test
    @Rule("ZAP-003")
    void status200LetsIn() throws IOException {
        assertAdmitsTheNext(guarded(SocketType.PULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "500"})
    @Rule("ZAP-003")
    void refusalIsToldToThePeer(String status) throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), status, "no", "", "");
        assertArrayEquals(Wire.bytes(3, status), awaitError(peer).argument());
        assertKeptOut(peer, guarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "1000", "", "abc"})
    @Rule("ZAP-003")
    void otherStatusLetsNobodyIn(String status) throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), status, "?", "", "");
        assertKeptOut(peer, guarded);
    }

    @Test
    @Rule("ZAP-005")
    void temporaryFailureIsNoErrorForThePeer() throws IOException {
        assertNoErrorAfterATemporaryFailure();
    }

    private void assertNoErrorAfterATemporaryFailure() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), "300", "later", "", "");
        assertAdmitsTheNext(guarded);
        while (peer.available() > 0) {
            assertNotEquals("ERROR", peer.readFrame().name());
        }
    }

    @Test
    @Rule("ZAP-005")
    void clientTriesAgainAfterATemporaryFailure() throws IOException {
        assertNoErrorAfterATemporaryFailure(); // or the client has no reason to
        closeEverything();
        Socket handler = socket(SocketType.REP);
        handler.bind(ZAP);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.ZAP_DOMAIN, "domain");
        Guarded guarded = new Guarded(pull, handler, pull.bind(tcp()));
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(10));
        push.set(SocketOptions.HANDSHAKE_IVL, ms(300));
        push.connect(guarded.endpoint());
        guarded.answer(guarded.request(), "300", "later", "", "");
        guarded.answer(guarded.request(), "200", "OK", "", "");
        push.sendText("comes in");
        assertEquals("comes in", guarded.server().recvText());
    }

    @Test
    @Rule("ZAP-002")
    void replyOfAnotherVersionLetsNobodyIn() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        List<byte[]> request = guarded.request();
        guarded.handler().send(List.of(bytes("2.0"), request.get(1), bytes("200"), bytes("OK"), bytes(""), bytes("")));
        assertKeptOut(peer, guarded);
    }

    @Test
    @Rule("ZAP-002")
    void replyToAnotherRequestLetsNobodyIn() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.request();
        guarded.handler().send(frames("1.0", "another", "200", "OK", "", ""));
        assertKeptOut(peer, guarded);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    @Rule("ZAP-004")
    void replyOfAnotherNumberOfFramesLetsNobodyIn(int frames) throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        Object[] rest = Arrays.copyOf(new Object[] {"200", "OK", "", "", "", ""}, frames);
        guarded.answer(guarded.request(), rest);
        assertKeptOut(peer, guarded);
    }

    /** Of a server whose handshakes have a limit. */
    private Guarded impatient() {
        Socket handler = socket(SocketType.REP);
        handler.bind(ZAP);
        Socket server = socket(SocketType.PULL);
        server.set(SocketOptions.ZAP_DOMAIN, "domain");
        server.set(SocketOptions.HANDSHAKE_IVL, ms(50));
        return new Guarded(server, handler, server.bind(tcp()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "400", "500", "1000"})
    @Rule("WIR-030")
    void peerThatWasRefusedIsCutInTime(String status) throws IOException {
        Guarded guarded = impatient();
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), status, "no", "", "");
        peer.awaitClosed();
    }

    @Test
    @Rule("WIR-030")
    void peerThatNobodyDecidesOnIsCutInTime() throws IOException {
        Guarded guarded = impatient();
        RawPeer peer = applicant(guarded);
        guarded.request();
        peer.awaitClosed();
    }

    @Test
    @Rule("ZAP-006")
    void userAndMetadataOfTheReplyComeWithTheMessages() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), "200", "OK", "Zoë", Wire.property("X-Room", bytes("42")));
        assertEquals("READY", peer.readFrame().name());
        peer.send(bytes("from Zoë"));
        try (Msg msg = context().msg()) {
            guarded.server().recv(msg);
            assertEquals("Zoë", msg.metadata("User-Id"));
            assertEquals("42", msg.metadata("X-Room"));
        }
    }

    static List<byte[]> badMetadata() {
        return List.of(
                Wire.bytes(6, "X-Room"),
                Wire.bytes(6, "X-Room", Wire.four(3), "42"),
                Wire.bytes(6, "X-Room", Wire.four(-1), "42"));
    }

    @ParameterizedTest
    @MethodSource("badMetadata")
    @Rule("ZAP-011")
    void malformedMetadataLetsNobodyIn(byte[] metadata) throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer peer = applicant(guarded);
        guarded.answer(guarded.request(), "200", "OK", "", metadata);
        assertKeptOut(peer, guarded);
    }

    @Test
    @Rule("FUZ-008")
    void mutatedRefusalsLetNobodyIn() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        for (long seed = 0; seed < Scale.pick(30, 1_000, 20_000); seed++) {
            Evidence.current().line("seed " + seed);
            RawPeer peer = applicant(guarded);
            List<byte[]> request = guarded.request();
            guarded.handler().send(refusal(new Random(seed), request));
            if (seed % 10 == 9) {
                assertKeptOut(peer, guarded);
            }
            peer.close();
        }
    }

    /** No mutation of it says 200. */
    private static List<byte[]> refusal(Random random, List<byte[]> request) {
        List<byte[]> reply = new ArrayList<>(request.subList(0, 2));
        reply.addAll(frames("400", "no", "somebody", ""));
        int at = random.nextInt(reply.size());
        switch (random.nextInt(5)) {
            case 0 -> reply.remove(at);
            case 1 -> reply.add(at, pattern(random.nextInt(300)));
            case 2 -> reply.set(at, new byte[0]);
            case 3 -> reply.set(at, pattern(1 + random.nextInt(300)));
            default -> {
                byte[] frame = reply.get(at).clone();
                if (frame.length > 0) {
                    frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                }
                reply.set(at, frame);
            }
        }
        return reply;
    }

    @Test
    @Rule("ZAP-008")
    void handlerThatNeverAnswersHoldsUpNobodyElse() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer before = applicant(guarded);
        guarded.answer(guarded.request(), "200", "OK", "", "");
        assertEquals("READY", before.readFrame().name());
        applicant(guarded);
        guarded.request();
        before.send(bytes("still there"));
        assertEquals("still there", guarded.server().recvText());
        assertNull(guarded.server().tryRecv());
    }

    @Test
    @Rule("ZAP-008")
    void handlerThatClosesHoldsUpNobodyElse() throws IOException {
        Guarded guarded = guarded(SocketType.PULL);
        RawPeer before = applicant(guarded);
        guarded.answer(guarded.request(), "200", "OK", "", "");
        assertEquals("READY", before.readFrame().name());
        applicant(guarded);
        guarded.request();
        guarded.handler().close();
        before.send(bytes("still there"));
        assertEquals("still there", guarded.server().recvText());
        assertNull(guarded.server().tryRecv());
    }
}
