package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who gets in, by NULL, PLAIN and CURVE, and what a ZAP handler has to say about it. Nothing is shown to be kept out by
 * waiting: somebody who is let in comes after it.
 */
public class SecurityTck extends OptionArea {
    private static final int GREETING_SIZE = 64;
    private static final String ZAP = "inproc://zeromq.zap.01";

    /** Of the backend that a subclass names. */
    public SecurityTck() {}

    private Socket server(Security security, SocketType type) {
        Socket server = socket(type);
        security.server(server);
        return server;
    }

    private Socket client(Security security, SocketType type, String endpoint) {
        Socket client = socket(type);
        security.client(client);
        client.connect(endpoint);
        return client;
    }

    /** Lets everybody in. */
    private ZapHandler openDoor() {
        ZapHandler handler = new ZapHandler(context(), request -> true);
        start("ZAP handler", handler::serve);
        return handler;
    }

    private static byte[] metadata(String type) {
        return Wire.property("Socket-Type", bytes(type));
    }

    private static RawPeer.Frame awaitError(RawPeer peer) throws IOException {
        RawPeer.Frame frame = peer.readFrame();
        assertEquals("ERROR", frame.name());
        return frame;
    }

    // ---- NULL

    @Test
    @Rule("NUL-001")
    void withoutOptionsThereIsNoSecurityAndNoneIsNeeded() {
        Two two = two("tcp", SocketType.PAIR, SocketType.PAIR);
        assertEquals(Mechanism.NULL, two.bound().get(SocketOptions.MECHANISM));
        assertEquals(Mechanism.NULL, two.connected().get(SocketOptions.MECHANISM));
        two.connected().sendText("there");
        assertEquals("there", two.bound().recvText());
        two.bound().sendText("back");
        assertEquals("back", two.connected().recvText());
    }

    @ParameterizedTest
    @CsvSource({"NULL, PLAIN", "NULL, CURVE", "PLAIN, NULL", "PLAIN, CURVE", "CURVE, NULL", "CURVE, PLAIN"})
    @Rule({"NUL-002", "WIR-008"})
    void peersWithAnotherMechanismAreNeverHeard(Security ofServer, Security ofClient) throws Exception {
        openDoor();
        Socket pull = server(ofServer, SocketType.PULL);
        String endpoint = pull.bind(tcp());
        RecordingRelay relay = later(new RecordingRelay(endpoint));
        Socket stranger = client(ofClient, SocketType.PUSH, relay.endpoint());
        stranger.sendText("never heard");
        assertTrue(relay.awaitClosedByServer());
        client(ofServer, SocketType.PUSH, endpoint).sendText("heard");
        assertEquals("heard", pull.recvText());
        assertNull(pull.tryRecv());
    }

    /** A handler that would refuse everybody is not asked; with a domain it is. */
    @Test
    @Rule("NUL-004")
    void withoutADomainNobodyIsAsked() throws Exception {
        ZapHandler handler = new ZapHandler(context(), request -> false);
        start("ZAP handler", handler::serve);
        Socket open = socket(SocketType.PULL);
        client(Security.NULL, SocketType.PUSH, open.bind(tcp())).sendText("comes in");
        assertEquals("comes in", open.recvText());
        Socket guarded = socket(SocketType.PULL);
        guarded.set(SocketOptions.ZAP_DOMAIN, "guarded");
        RawPeer peer = later(RawPeer.connect(guarded.bind(tcp())));
        peer.write(Wire.greeting("NULL"));
        ZapHandler.Request first = handler.next();
        assertEquals("guarded", first == null ? "" : first.domain());
    }

    @Test
    @Rule("NUL-005")
    void refusedPeerIsToldTheStatus() throws IOException {
        ZapHandler handler = new ZapHandler(context(), request -> false);
        start("ZAP handler", handler::serve);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.ZAP_DOMAIN, "guarded");
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp())));
        peer.write(Wire.greeting("NULL"));
        peer.read(GREETING_SIZE);
        peer.write(Wire.command("READY", metadata("PUSH")));
        assertArrayEquals(Wire.bytes(3, "400"), awaitError(peer).argument());
        assertNull(pull.tryRecv());
    }

    // ---- PLAIN

    @Test
    @Rule("PLN-003")
    void twoPlainServersAreNoPair() throws Exception {
        openDoor();
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        pull.set(SocketOptions.HANDSHAKE_IVL, ms(100));
        RecordingRelay relay = later(new RecordingRelay(pull.bind(tcp())));
        Socket other = server(Security.PLAIN, SocketType.PUSH);
        other.connect(relay.endpoint());
        other.sendText("from a server");
        assertTrue(relay.awaitClosed());
        client(Security.PLAIN, SocketType.PUSH, pull.get(SocketOptions.LAST_ENDPOINT))
                .sendText("from a client");
        assertEquals("from a client", pull.recvText());
        assertNull(pull.tryRecv());
    }

    @Test
    @Rule("PLN-003")
    void twoPlainClientsAreNoPair() throws Exception {
        Socket pull = socket(SocketType.PULL);
        Security.PLAIN.client(pull);
        RecordingRelay relay = later(new RecordingRelay(pull.bind(tcp())));
        client(Security.PLAIN, SocketType.PUSH, relay.endpoint()).sendText("from a client");
        assertTrue(relay.awaitClosed());
        assertNull(pull.tryRecv());
    }

    /** HELLO to a server that a handler guards, and what comes of it. */
    private RawPeer hello(Socket server, byte[] hello) throws IOException {
        RawPeer peer = later(RawPeer.connect(server.bind(tcp())));
        peer.write(Wire.greeting("PLAIN"));
        peer.read(GREETING_SIZE);
        peer.write(hello);
        return peer;
    }

    @ParameterizedTest
    @CsvSource({"5, 6", "0, 0", "255, 255", "1, 0", "0, 1", "128, 127"})
    @Rule("PLN-004")
    void helloCarriesNameAndPasswordOfAnyLength(int name, int password) throws Exception {
        ZapHandler handler = openDoor();
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        RawPeer peer =
                hello(pull, Wire.command("HELLO", Wire.bytes(name, "n".repeat(name), password, "p".repeat(password))));
        assertEquals("WELCOME", peer.readFrame().name());
        ZapHandler.Request request = handler.next();
        assertEquals("n".repeat(name), request == null ? null : request.credential(0));
        assertEquals("p".repeat(password), request == null ? null : request.credential(1));
    }

    @Test
    @Rule({"PLN-004", "PLN-005", "PLN-009"})
    void plainClientSaysHelloAndInitiate() throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("me"));
        Security.PLAIN.client(dealer);
        dealer.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener));
        peer.write(Wire.greeting(3, 0, "PLAIN", 1));
        peer.read(GREETING_SIZE);
        RawPeer.Frame hello = peer.readFrame();
        assertEquals("HELLO", hello.name());
        assertArrayEquals(HostilePeer.hello(Security.USER, Security.PASSWORD), hello.argument());
        peer.write(Wire.command("WELCOME"));
        RawPeer.Frame initiate = peer.readFrame();
        assertEquals("INITIATE", initiate.name());
        String said = text(initiate.argument());
        assertTrue(said.contains(text(metadata("DEALER"))), said);
        assertTrue(said.contains(text(Wire.property("Identity", bytes("me")))), said);
        peer.write(Wire.command("READY", metadata("ROUTER")));
        dealer.sendText("through");
        assertFrames(peer.readMessage(), "through");
    }

    @Test
    @Rule({"PLN-005", "PLN-009"})
    void plainServerSaysWelcomeAndReady() throws IOException {
        openDoor();
        Socket router = server(Security.PLAIN, SocketType.ROUTER);
        RawPeer peer = hello(router, Wire.command("HELLO", HostilePeer.hello("any", "body")));
        RawPeer.Frame welcome = peer.readFrame();
        assertEquals("WELCOME", welcome.name());
        assertEquals(0, welcome.argument().length);
        peer.write(Wire.command("INITIATE", metadata("DEALER"), Wire.property("Identity", bytes("me"))));
        RawPeer.Frame ready = peer.readFrame();
        assertEquals("READY", ready.name());
        assertTrue(text(ready.argument()).contains(text(metadata("ROUTER"))));
        peer.send(bytes("through"));
        assertFrames(router.recvMultipart(), "me", "through");
    }

    static List<byte[]> commandsOutOfOrder() {
        byte[] hello = Wire.command("HELLO", HostilePeer.hello("any", "body"));
        return List.of(
                Wire.command("INITIATE", metadata("PUSH")),
                Wire.command("READY", metadata("PUSH")),
                Wire.command("WELCOME"),
                Wire.frame(0, bytes("message")),
                Wire.bytes(hello, hello),
                Wire.bytes(hello, Wire.command("READY", metadata("PUSH"))),
                Wire.bytes(hello, Wire.command("WELCOME")));
    }

    @ParameterizedTest
    @MethodSource("commandsOutOfOrder")
    @Rule("PLN-005")
    void plainCommandOutOfOrderEndsTheConnection(byte[] commands) throws IOException {
        openDoor();
        hello(server(Security.PLAIN, SocketType.PULL), commands).awaitClosed();
    }

    static List<byte[]> badHellos() {
        return List.of(
                new byte[0],
                Wire.bytes(5),
                Wire.bytes(5, "admin"),
                Wire.bytes(5, "admin", 7, "s3cret"),
                Wire.bytes(5, "admin", 5, "s3cret"),
                Wire.bytes(5, "admin", 6, "s3cret", "more"),
                Wire.bytes(255, "admin", 6, "s3cret"));
    }

    @ParameterizedTest
    @MethodSource("badHellos")
    @Rule("PLN-006")
    void malformedHelloEndsItsConnectionOnly(byte[] hello) throws IOException {
        openDoor();
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        hello(pull, Wire.command("HELLO", hello)).awaitClosed();
        client(Security.PLAIN, SocketType.PUSH, pull.get(SocketOptions.LAST_ENDPOINT))
                .sendText("from another");
        assertEquals("from another", pull.recvText());
    }

    @Test
    @Rule("PLN-007")
    void plainServerWithoutAHandlerLetsNobodyIn() throws Exception {
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        String endpoint = pull.bind(tcp());
        RecordingRelay relay = later(new RecordingRelay(endpoint));
        Socket early = client(Security.PLAIN, SocketType.PUSH, relay.endpoint());
        early.sendText("before the handler");
        assertTrue(relay.awaitClosedByServer());
        early.close();
        openDoor();
        client(Security.PLAIN, SocketType.PUSH, endpoint).sendText("after it");
        assertEquals("after it", pull.recvText());
        assertNull(pull.tryRecv());
    }

    // ---- CURVE

    private Socket curveClient(String endpoint, CurveKeyPair own, CurveKey server) {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, server);
        push.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
        push.connect(endpoint);
        return push;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rule("CRV-015")
    void serverOfCurveMayConnect(boolean serverSends) {
        Socket client = socket(serverSends ? SocketType.PULL : SocketType.PUSH);
        Security.CURVE.client(client);
        Socket server = server(Security.CURVE, serverSends ? SocketType.PUSH : SocketType.PULL);
        server.connect(client.bind(tcp()));
        (serverSends ? server : client).sendText("either way");
        assertEquals("either way", (serverSends ? client : server).recvText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 8_192, 65_536})
    @Rule("CRV-014")
    void framesOfAnySizeGoThroughCurve(int size) {
        Socket dealer = server(Security.CURVE, SocketType.DEALER);
        Socket other = client(Security.CURVE, SocketType.DEALER, dealer.bind(tcp()));
        other.send(List.of(pattern(size), bytes(""), pattern(size)));
        List<byte[]> received = dealer.recvMultipart();
        assertEquals(3, received.size());
        assertArrayEquals(pattern(size), received.get(0));
        assertArrayEquals(pattern(size), received.get(2));
        dealer.send(pattern(size));
        assertArrayEquals(pattern(size), other.recv());
    }

    @Test
    @Rule("CRV-014")
    void requestsAndSubscriptionsGoThroughCurve() {
        Socket rep = server(Security.CURVE, SocketType.REP);
        Socket req = client(Security.CURVE, SocketType.REQ, rep.bind(tcp()));
        req.send(frames("question", "and more"));
        assertFrames(rep.recvMultipart(), "question", "and more");
        rep.sendText("answer");
        assertEquals("answer", req.recvText());
        Socket pub = server(Security.CURVE, SocketType.XPUB);
        Socket sub = client(Security.CURVE, SocketType.SUB, pub.bind(tcp()));
        sub.subscribe("a");
        assertEquals("\u0001a", pub.recvText());
        pub.sendText("b");
        pub.sendText("a1");
        assertEquals("a1", sub.recvText());
    }

    @Test
    @Rule("CRV-011")
    void plainMessageInTheHandshakeOfCurveIsNotHeard() throws IOException {
        Socket pull = server(Security.CURVE, SocketType.PULL);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp())));
        peer.write(Wire.bytes(Wire.greeting("CURVE"), Wire.frame(0, bytes("in the clear"))));
        peer.awaitClosed();
        assertNull(pull.tryRecv());
    }

    static List<byte[]> badCurveHellos() {
        byte[] noise = new byte[192];
        new java.util.Random(3).nextBytes(noise);
        byte[] good = Wire.bytes(5, "HELLO", 1, 0, noise);
        byte[] version = good.clone();
        version[6] = 2;
        return List.of(
                java.util.Arrays.copyOf(good, 199),
                java.util.Arrays.copyOf(good, 201),
                version,
                Wire.bytes(5, "HALLO", 1, 0, noise),
                good);
    }

    /** The last of them is right but for its box. */
    @ParameterizedTest
    @MethodSource("badCurveHellos")
    @Rule("CRV-005")
    void malformedCurveHelloEndsTheConnection(byte[] hello) throws IOException {
        Socket pull = server(Security.CURVE, SocketType.PULL);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp())));
        peer.write(Wire.greeting("CURVE"));
        peer.read(GREETING_SIZE);
        peer.write(Wire.frame(Wire.COMMAND, hello));
        assertEquals("", answer(peer), "the server answers");
    }

    /** The name of the next command, empty when the connection has ended. */
    private static String answer(RawPeer peer) {
        try {
            return peer.readFrame().name();
        } catch (IOException e) {
            return "";
        }
    }

    private byte[] curveHello(CurveKey serverKey) throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        curveClient(RawPeer.endpoint(listener), Curve.keyPair(), serverKey);
        RawPeer peer = later(RawPeer.accept(listener));
        peer.write(Wire.greeting(3, 0, "CURVE", 1));
        peer.read(GREETING_SIZE);
        RawPeer.Frame hello = peer.readFrame();
        assertEquals("HELLO", hello.name());
        return hello.body();
    }

    @Test
    @Rule({"CRV-005", "CRV-012"})
    void curveHelloHas200BytesAndAKeyOfItsOwn() throws IOException {
        CurveKey server = Curve.keyPair().publicKey();
        byte[] first = curveHello(server);
        byte[] second = curveHello(server);
        assertEquals(200, first.length);
        assertEquals(1, first[6]);
        assertEquals(0, first[7]);
        byte[] transientKey = java.util.Arrays.copyOfRange(first, 80, 112);
        assertTrue(!java.util.Arrays.equals(transientKey, java.util.Arrays.copyOfRange(second, 80, 112)));
    }

    @Test
    @Rule("CRV-003")
    void clientWithKeysOfZerosIsNotHeard() throws Exception {
        CurveKeyPair keys = Curve.keyPair();
        CurveKey zeros = CurveKey.of(new byte[32]);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        pull.set(SocketOptions.HANDSHAKE_IVL, ms(500));
        String endpoint = pull.bind(tcp());
        RecordingRelay relay = later(new RecordingRelay(endpoint));
        curveClient(relay.endpoint(), Curve.keyPair(), zeros).sendText("not heard");
        assertTrue(relay.awaitClosed());
        curveClient(endpoint, Curve.keyPair(), keys.publicKey()).sendText("heard");
        assertEquals("heard", pull.recvText());
        assertNull(pull.tryRecv());
    }

    @Test
    @Rule("CRV-016")
    void newKeysAreForLaterConnections() {
        CurveKeyPair before = Curve.keyPair();
        CurveKeyPair after = Curve.keyPair();
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, before.secretKey());
        String first = pull.bind(tcp());
        Socket early = curveClient(first, Curve.keyPair(), before.publicKey());
        early.sendText("first");
        assertEquals("first", pull.recvText());
        pull.set(SocketOptions.CURVE_SECRETKEY, after.secretKey());
        Socket late = curveClient(pull.bind(tcp()), Curve.keyPair(), after.publicKey());
        late.sendText("second");
        assertEquals("second", pull.recvText());
        early.sendText("third");
        assertEquals("third", pull.recvText());
    }

    // ---- ZAP

    /** A server that asks, and a handler that the test plays. */
    private record Guarded(Socket server, Socket handler, String endpoint) {
        List<byte[]> request() {
            return handler.recvMultipart();
        }

        void answer(List<byte[]> request, Object... frames) {
            List<byte[]> reply = new java.util.ArrayList<>();
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
    void requestTellsAllThatIsKnownOfThePeer() {
        Guarded guarded = guarded(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("the dealer"));
        dealer.connect(guarded.endpoint());
        List<byte[]> request = guarded.request();
        assertEquals("1.0", text(request.get(0)));
        assertTrue(request.get(1).length > 0, "a request has an id");
        assertFrames(request.subList(2, request.size()), "domain", "127.0.0.1", "", "NULL");
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
        List<byte[]> reply = new java.util.ArrayList<>(request.subList(0, envelope + 2));
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
        Object[] rest = java.util.Arrays.copyOf(new Object[] {"200", "OK", "", "", "", ""}, frames);
        guarded.answer(guarded.request(), rest);
        assertKeptOut(peer, guarded);
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
