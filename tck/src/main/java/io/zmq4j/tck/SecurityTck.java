package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Mechanism;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets in, by NULL and PLAIN. Nothing is shown to be kept out by waiting: somebody who is let in comes after it.
 */
public class SecurityTck extends SecurityArea {
    /** Of the backend that a subclass names. */
    public SecurityTck() {}

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
    @Rule("WIR-030")
    void refusedPlainClientIsCutInTime() throws IOException {
        ZapHandler handler = new ZapHandler(context(), request -> false);
        start("ZAP handler", handler::serve);
        Socket pull = server(Security.PLAIN, SocketType.PULL);
        pull.set(SocketOptions.HANDSHAKE_IVL, ms(50));
        hello(pull, Wire.command("HELLO", HostilePeer.hello("any", "body"))).awaitClosed();
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
}
