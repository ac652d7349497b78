package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Handshakes and messages of CURVE as they are on the wire, with a peer that speaks it by hand. Whoever breaks the
 * rules is dropped unheard; the next client gets in.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26 (CurveZMQ)</a>
 */
@NeedsTransport("tcp")
public class CurveWireTck extends SecurityArea {
    private static final int HEAD = 1 + "MESSAGE".length();
    private static final int AUTHENTICATOR = HEAD + CurvePeer.SHORT_NONCE;

    private final CurveKeyPair keys = Curve.keyPair();
    private final CurveKeyPair clientKeys = Curve.keyPair();

    /** Of the backend that a subclass names. */
    public CurveWireTck() {}

    private Socket curveServer(SocketType type) {
        Socket server = socket(type);
        server.set(SocketOptions.CURVE_SERVER, true);
        server.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        return server;
    }

    private Socket curveClient(SocketType type, String endpoint) {
        Socket client = curveClient(type);
        client.connect(endpoint);
        return client;
    }

    private Socket curveClient(SocketType type) {
        Socket client = socket(type);
        client.set(SocketOptions.CURVE_SERVERKEY, keys.publicKey());
        client.set(SocketOptions.CURVE_PUBLICKEY, clientKeys.publicKey());
        client.set(SocketOptions.CURVE_SECRETKEY, clientKeys.secretKey());
        return client;
    }

    private CurveClient clientOf(String endpoint) throws IOException {
        return later(CurveClient.connect(endpoint, clientKeys, keys.publicKey()));
    }

    private CurveServer serverOf(Socket client) throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        client.connect(RawPeer.endpoint(listener));
        return later(CurveServer.accept(listener, keys));
    }

    /** How a peer breaks the rules, in one of several ways. */
    private interface Breach<P extends CurvePeer, B> {
        void by(P peer, B bad, Socket pull) throws IOException;
    }

    /** Whoever breaks the rules is dropped unheard; a client that was there before goes on, and a new one gets in. */
    private <B extends Enum<B>> void assertClientsDropped(B[] bads, Breach<CurveClient, B> breach) throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        Socket healthy = curveClient(SocketType.PUSH, endpoint);
        for (B bad : bads) {
            Evidence.current().line(bad.name());
            CurveClient client = clientOf(endpoint);
            breach.by(client, bad, pull);
            client.raw.awaitClosed();
            healthy.sendText("healthy");
            assertEquals("healthy", pull.recvText(), bad::name);
        }
        clientOf(endpoint).open("PUSH");
    }

    /** The same for servers: the client goes on with another that was there before, and comes to a new one. */
    private <B extends Enum<B>> void assertServersDropped(B[] bads, Breach<CurveServer, B> breach) throws IOException {
        Socket pull = curveClient(SocketType.PULL);
        CurveServer healthy = serverOf(pull);
        healthy.open("PUSH");
        for (B bad : bads) {
            Evidence.current().line(bad.name());
            CurveServer server = serverOf(pull);
            breach.by(server, bad, pull);
            server.raw.awaitClosed();
            healthy.send("healthy");
            assertEquals("healthy", pull.recvText(), bad::name);
        }
        serverOf(pull).open("PUSH");
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[Math.floorMod(at, copy.length)] ^= 1;
        return copy;
    }

    // ---- HELLO

    /** What a HELLO may have wrong though its box can be opened. */
    enum BadHello {
        VERSION,
        SIGNATURE,
        SERVER_KEY
    }

    @ParameterizedTest
    @EnumSource
    @Rule("CRV-005")
    void helloOfAnotherKindIsNotAnswered(BadHello bad) throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        CurveClient client = clientOf(pull.bind(tcp()));
        byte[] zeros = new byte[64];
        client.command(
                switch (bad) {
                    case VERSION -> client.hello(Wire.bytes(2, 0), zeros, keys.publicKey());
                    case SIGNATURE -> client.hello(Wire.bytes(1, 0), flipped(zeros, 0), keys.publicKey());
                    case SERVER_KEY ->
                        client.hello(Wire.bytes(1, 0), zeros, Curve.keyPair().publicKey());
                });
        assertEquals("", answer(client.raw), "the server answers");
    }

    // ---- WELCOME

    @Test
    @Rule({"CRV-006", "CRV-012"})
    void welcomeHas168BytesAndAKeyOfItsOwn() throws IOException {
        String endpoint = curveServer(SocketType.PULL).bind(tcp());
        CurveClient first = clientOf(endpoint);
        CurveClient second = clientOf(endpoint);
        for (CurveClient client : new CurveClient[] {first, second}) {
            client.command(client.hello());
            assertEquals(168, client.readWelcome());
        }
        assertNotEquals(first.theirs(), second.theirs());
        assertNotEquals(keys.publicKey(), first.theirs());
    }

    /** Whose cookie, or transient key, is not that of the connection. */
    private enum BadCookie {
        OF_ANOTHER_CLIENT,
        WITH_ANOTHER_KEY
    }

    @Test
    @Rule("CRV-006")
    void cookieIsWorthNothingToAnotherClient() throws IOException {
        assertClientsDropped(BadCookie.values(), (client, bad, pull) -> {
            client.welcomed();
            CurveKeyPair used = bad == BadCookie.WITH_ANOTHER_KEY ? Curve.keyPair() : client.passing;
            byte[] cookie = client.cookie();
            if (bad == BadCookie.OF_ANOTHER_CLIENT) {
                CurveClient other = clientOf(pull.get(SocketOptions.LAST_ENDPOINT));
                other.welcomed();
                cookie = other.cookie();
            }
            byte[] vouch = client.vouch(used.publicKey(), keys.publicKey());
            client.command(client.initiate(cookie, vouch, metadata("PUSH"), used.secretKey()));
        });
    }

    /** What a WELCOME may have wrong. */
    private enum BadWelcome {
        CUT,
        EXTENDED,
        BOX,
        OF_ANOTHER
    }

    @Test
    @Rule("CRV-006")
    void badWelcomeEndsTheConnection() throws IOException {
        assertServersDropped(BadWelcome.values(), (server, bad, pull) -> {
            server.readHello();
            byte[] good = server.welcome();
            server.command(
                    switch (bad) {
                        case CUT -> Arrays.copyOf(good, good.length - 1);
                        case EXTENDED -> Wire.bytes(good, 0);
                        case BOX -> flipped(good, -1);
                        case OF_ANOTHER -> server.welcome(Curve.keyPair().secretKey());
                    });
            assertEquals("", answer(server.raw), "the client answers");
        });
    }

    // ---- INITIATE

    /** What an INITIATE may have wrong. */
    private enum BadInitiate {
        CUT,
        EMPTY,
        EXTENDED,
        COOKIE,
        NONCE,
        BOX,
        VOUCH,
        VOUCH_FOR_ANOTHER_CONNECTION,
        VOUCH_OF_ANOTHER_CLIENT,
        METADATA_CUT,
        METADATA_OF_ANOTHER_TYPE
    }

    @Test
    @Rule("CRV-007")
    void badInitiateEndsTheConnection() throws IOException {
        assertClientsDropped(BadInitiate.values(), (client, bad, pull) -> {
            client.welcomed();
            client.command(initiate(client, bad));
        });
    }

    private byte[] initiate(CurveClient client, BadInitiate bad) {
        byte[] good = client.initiate("PUSH");
        int cookie = 1 + "INITIATE".length();
        int nonce = cookie + client.cookie().length;
        byte[] vouch = client.vouch(client.passing.publicKey(), keys.publicKey());
        return switch (bad) {
            case CUT -> Arrays.copyOf(good, good.length - 1);
            case EMPTY -> Arrays.copyOf(good, cookie);
            case EXTENDED -> Wire.bytes(good, 0);
            case COOKIE -> flipped(good, cookie + 20);
            case NONCE -> flipped(good, nonce + 7);
            case BOX -> flipped(good, -1);
            case VOUCH -> client.initiate(client.cookie(), flipped(vouch, -1), metadata("PUSH"));
            case VOUCH_FOR_ANOTHER_CONNECTION ->
                client.initiate(
                        client.cookie(), client.vouch(Curve.keyPair().publicKey(), keys.publicKey()), metadata("PUSH"));
            case VOUCH_OF_ANOTHER_CLIENT -> client.initiate(client.cookie(), vouchOfAnother(client), metadata("PUSH"));
            case METADATA_CUT ->
                client.initiate(client.cookie(), vouch, Wire.bytes(metadata("PUSH"), 1, "X", Wire.four(9), "short"));
            case METADATA_OF_ANOTHER_TYPE -> client.initiate(client.cookie(), vouch, metadata("SUB"));
        };
    }

    /** Made with the secret key of somebody else. */
    private byte[] vouchOfAnother(CurveClient client) {
        return client.vouch(
                client.passing.publicKey(), keys.publicKey(), Curve.keyPair().secretKey());
    }

    /** That the connection is worth as much as the server the client meant. */
    @Test
    @Rule("CRV-007")
    void vouchForAnotherServerEndsTheConnection() throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        CurveClient client = clientOf(pull.bind(tcp()));
        client.welcomed();
        byte[] vouch = client.vouch(client.passing.publicKey(), Curve.keyPair().publicKey());
        client.command(client.initiate(client.cookie(), vouch, metadata("PUSH")));
        assertEquals("", answer(client.raw), "the server answers");
    }

    // ---- READY

    @Test
    @Rule("CRV-008")
    void readyCarriesMetadataInItsBox() throws IOException {
        Socket router = curveServer(SocketType.ROUTER);
        CurveClient client = clientOf(router.bind(tcp()));
        client.welcomed();
        byte[] vouch = client.vouch(client.passing.publicKey(), keys.publicKey());
        byte[] identity = Wire.property("Identity", bytes("by hand"));
        client.command(client.initiate(client.cookie(), vouch, Wire.bytes(metadata("DEALER"), identity)));
        String said = text(client.readReady());
        assertTrue(said.contains(text(metadata("ROUTER"))), said);
        client.send("through");
        assertFrames(router.recvMultipart(), "by hand", "through");
    }

    @Test
    @Rule({"CRV-007", "CRV-008"})
    void clientSaysWhoItIsInItsBox() throws IOException {
        Socket push = curveClient(SocketType.PUSH);
        CurveServer server = serverOf(push);
        String said = text(server.open("PULL"));
        assertTrue(said.contains(text(metadata("PUSH"))), said);
        push.sendText("through");
        assertEquals("through", text(server.readMessage().content()));
    }

    /** What a READY may have wrong. */
    private enum BadReady {
        CUT,
        TOO_SHORT,
        BOX,
        OF_ANOTHER,
        METADATA_OF_ANOTHER_TYPE
    }

    @Test
    @Rule("CRV-008")
    void badReadyEndsTheConnection() throws IOException {
        assertServersDropped(BadReady.values(), (server, bad, pull) -> {
            server.readHello();
            server.command(server.welcome());
            server.readInitiate();
            byte[] good = server.ready(metadata("PUSH"));
            server.command(
                    switch (bad) {
                        case CUT -> Arrays.copyOf(good, good.length - 1);
                        case TOO_SHORT -> Arrays.copyOf(good, 29);
                        case BOX -> flipped(good, -1);
                        case OF_ANOTHER ->
                            server.ready(metadata("PUSH"), Curve.keyPair().secretKey());
                        case METADATA_OF_ANOTHER_TYPE -> server.ready(metadata("PUB"));
                    });
        });
    }

    // ---- MESSAGE

    private void assertMessages(Socket sender, CurvePeer receiver) throws IOException {
        sender.send(frames("first", "", "x".repeat(300)));
        sender.sendText("second");
        String[] contents = {"first", "", "x".repeat(300), "second"};
        int[] flags = {Wire.MORE, Wire.MORE, 0, 0};
        long before = 0;
        for (int i = 0; i < contents.length; i++) {
            CurvePeer.Message message = receiver.readMessage();
            assertTrue(message.nonce() > before, message.nonce() + " after " + before);
            before = message.nonce();
            assertEquals(flags[i], message.flags());
            assertEquals(contents[i], text(message.content()));
        }
    }

    @Test
    @Rule("CRV-009")
    void messagesOfAServerHaveFlagsInTheirBoxesAndGrowingNonces() throws IOException {
        Socket push = curveServer(SocketType.PUSH);
        CurveClient client = clientOf(push.bind(tcp()));
        client.open("PULL");
        assertMessages(push, client);
    }

    @Test
    @Rule("CRV-009")
    void messagesOfAClientHaveFlagsInTheirBoxesAndGrowingNonces() throws IOException {
        Socket push = curveClient(SocketType.PUSH);
        CurveServer server = serverOf(push);
        server.open("PULL");
        assertMessages(push, server);
    }

    @Test
    @Rule("CRV-009")
    void noncesMayLeaveNumbersOut() throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        CurveClient client = clientOf(pull.bind(tcp()));
        client.open("PUSH");
        for (long nonce : new long[] {3, 5, 1000, 1L << 40}) { // INITIATE had 2
            client.write(client.message(nonce, 0, bytes("" + nonce)));
            assertEquals("" + nonce, pull.recvText());
        }
    }

    /** What a MESSAGE may have wrong. */
    private enum BadMessage {
        REPEATED,
        SAME_NONCE,
        OLD_NONCE,
        NONCE_OF_ZERO,
        OTHER_NONCE,
        BOX,
        CONTENT,
        CUT,
        TOO_SHORT,
        NAME,
        OF_ANOTHER_CLIENT,
        IN_THE_CLEAR
    }

    private static byte[] message(CurvePeer peer, BadMessage bad, byte[] last) {
        byte[] good = peer.message(100, 0, bytes("false"));
        return switch (bad) {
            case REPEATED -> last;
            case SAME_NONCE -> peer.message(50, 0, bytes("false"));
            case OLD_NONCE -> peer.message(49, 0, bytes("false"));
            case NONCE_OF_ZERO -> peer.message(0, 0, bytes("false"));
            case OTHER_NONCE -> flipped(good, HEAD + 7);
            case BOX -> flipped(good, HEAD + CurvePeer.SHORT_NONCE);
            case CONTENT -> flipped(good, -1);
            case CUT -> Arrays.copyOf(good, good.length - 1);
            case TOO_SHORT -> Arrays.copyOf(good, HEAD + CurvePeer.SHORT_NONCE + CurveBox.OVERHEAD);
            case NAME -> flipped(good, 1);
            case OF_ANOTHER_CLIENT -> {
                byte[] box = CurveBox.seal(
                        Wire.bytes(0, "false"),
                        CurvePeer.nonce("CurveZMQMESSAGEC", 100),
                        peer.theirs(),
                        Curve.keyPair().secretKey());
                yield Wire.body("MESSAGE", Wire.bytes(100L, box));
            }
            case IN_THE_CLEAR -> bytes("false");
        };
    }

    /** A good message, then a bad one: only the good one arrives. */
    private static void sayBadly(CurvePeer peer, BadMessage bad, Socket pull) throws IOException {
        byte[] good = peer.message(50, 0, bytes("good"));
        peer.write(good);
        peer.write(message(peer, bad, good));
        assertEquals("good", pull.recvText(), bad::name);
    }

    @Test
    @Rule({"CRV-010", "CRV-011"})
    void badMessageEndsTheConnectionOfAClient() throws IOException {
        assertClientsDropped(BadMessage.values(), (client, bad, pull) -> {
            client.open("PUSH");
            sayBadly(client, bad, pull);
        });
    }

    @Test
    @Rule({"CRV-010", "CRV-011"})
    void badMessageEndsTheConnectionToAServer() throws IOException {
        assertServersDropped(BadMessage.values(), (server, bad, pull) -> {
            server.open("PUSH");
            sayBadly(server, bad, pull);
        });
    }

    @Test
    @Rule({"CRV-010", "FLT-005"})
    void noFlippedBitIsDelivered() throws IOException {
        int step = Scale.pick(5, 1, 1);
        assertFlippedBitsEndTheConnection(HEAD, AUTHENTICATOR, step);
        int box = AUTHENTICATOR + CurveBox.OVERHEAD;
        assertFlippedBitsEndTheConnection(box, box + 1 + "false".length(), step);
    }

    @Test
    @Rule("CRV-020")
    void everyByteOfTheAuthenticatorCounts() throws IOException {
        assertFlippedBitsEndTheConnection(AUTHENTICATOR, AUTHENTICATOR + CurveBox.OVERHEAD, Scale.pick(5, 1, 1));
    }

    /** What the box does not cover. */
    @Test
    @Rule("FLT-005")
    void messageOfAnotherNameIsNotDelivered() throws IOException {
        assertFlippedBitsEndTheConnection(0, HEAD, 1);
    }

    private void assertFlippedBitsEndTheConnection(int from, int to, int step) throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        for (int at = from; at < to; at += step) {
            int changed = at;
            Evidence.current().line("byte " + at);
            CurveClient client = clientOf(endpoint);
            client.open("PUSH");
            client.write(flipped(client.message(client.nextNonce(), 0, bytes("false")), at));
            await("the end of the connection", () -> {
                assertNull(pull.tryRecv(), "delivered though byte " + changed + " was another");
                return client.raw.isClosed();
            });
        }
        curveClient(SocketType.PUSH, endpoint).sendText("healthy");
        assertEquals("healthy", pull.recvText());
        assertNull(pull.tryRecv());
    }

    // ---- ERROR

    @Test
    @Rule("CRV-013")
    void refusedClientIsToldTheStatus() throws IOException {
        ZapHandler handler = new ZapHandler(context(), request -> false);
        start("ZAP handler", handler::serve);
        CurveClient client = clientOf(curveServer(SocketType.PULL).bind(tcp()));
        client.welcomed();
        client.command(client.initiate("PUSH"));
        assertArrayEquals(Wire.bytes(3, "400"), awaitError(client.raw).argument());
    }

    @Test
    @Rule("WIR-030")
    void refusedClientIsCutInTime() throws IOException {
        ZapHandler handler = new ZapHandler(context(), request -> false);
        start("ZAP handler", handler::serve);
        Socket server = curveServer(SocketType.PULL);
        server.set(SocketOptions.HANDSHAKE_IVL, ms(300));
        CurveClient client = clientOf(server.bind(tcp()));
        client.welcomed();
        client.command(client.initiate("PUSH"));
        client.raw.awaitClosed();
    }

    @Test
    @Rule("CRV-013")
    void badMessageIsNoReasonForAnError() throws IOException {
        Socket pull = curveServer(SocketType.PULL);
        CurveClient client = clientOf(pull.bind(tcp()));
        client.open("PUSH");
        sayBadly(client, BadMessage.BOX, pull);
        assertEquals("", answer(client.raw), "the server answers");
    }
}
