package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Greetings, handshakes and frames as they are on the wire, with a peer that speaks ZMTP by hand.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23 (ZMTP 3.0)</a>
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37 (ZMTP 3.1)</a>
 */
public class WireTck extends OptionArea {
    private static final int GREETING_SIZE = 64;
    private static final Map<SocketType, Set<SocketType>> PEERS = Map.ofEntries(
            Map.entry(SocketType.PAIR, Set.of(SocketType.PAIR)),
            Map.entry(SocketType.PUB, Set.of(SocketType.SUB, SocketType.XSUB)),
            Map.entry(SocketType.SUB, Set.of(SocketType.PUB, SocketType.XPUB)),
            Map.entry(SocketType.XPUB, Set.of(SocketType.SUB, SocketType.XSUB)),
            Map.entry(SocketType.XSUB, Set.of(SocketType.PUB, SocketType.XPUB)),
            Map.entry(SocketType.REQ, Set.of(SocketType.REP, SocketType.ROUTER)),
            Map.entry(SocketType.REP, Set.of(SocketType.REQ, SocketType.DEALER)),
            Map.entry(SocketType.DEALER, Set.of(SocketType.REP, SocketType.DEALER, SocketType.ROUTER)),
            Map.entry(SocketType.ROUTER, Set.of(SocketType.REQ, SocketType.DEALER, SocketType.ROUTER)),
            Map.entry(SocketType.PULL, Set.of(SocketType.PUSH)),
            Map.entry(SocketType.PUSH, Set.of(SocketType.PULL)));

    /** Of the backend that a subclass names. */
    public WireTck() {}

    private RawPeer peer(Socket socket) throws IOException {
        return later(RawPeer.connect(socket.bind(tcp())));
    }

    private RawPeer peer(Socket socket, String type) throws IOException {
        return later(RawPeer.connect(socket.bind(tcp()), type));
    }

    private static byte[] type(String name) {
        return Wire.property("Socket-Type", Wire.bytes(name));
    }

    private static byte[] ready(String type) {
        return Wire.command("READY", type(type));
    }

    private static void greet(RawPeer peer) throws IOException {
        peer.write(Wire.greeting("NULL"));
        peer.read(GREETING_SIZE);
    }

    /** Greeting and READY, both ways. */
    private static void shake(RawPeer peer, byte[] greeting, String type) throws IOException {
        peer.write(greeting);
        peer.read(GREETING_SIZE);
        peer.write(ready(type));
        assertEquals("READY", peer.readFrame().name());
    }

    private static byte[] message(String text) {
        return Wire.frame(0, bytes(text));
    }

    private ServerSocket listener() throws IOException {
        return later(RawPeer.listen());
    }

    // ---- greetings

    private static void assertGreeting(byte[] greeting) {
        assertEquals(0xFF, greeting[0] & 0xFF);
        assertEquals(0x7F, greeting[9]);
        assertEquals(3, greeting[10], "the major version");
        assertTrue(greeting[11] == 0 || greeting[11] == 1, "the minor version is " + greeting[11]);
        assertArrayEquals(Wire.bytes("NULL", new byte[16]), Arrays.copyOfRange(greeting, 12, 32));
        assertArrayEquals(new byte[32], Arrays.copyOfRange(greeting, 32, GREETING_SIZE), "no server, and the filler");
    }

    @Test
    @Rule("WIR-001")
    void greetingIsTheOneOfTheRfc() throws IOException {
        RawPeer client = peer(socket(SocketType.PULL));
        client.write(Wire.greeting("NULL"));
        assertGreeting(client.read(GREETING_SIZE));
        ServerSocket listener = listener();
        socket(SocketType.PUSH).connect(RawPeer.endpoint(listener));
        RawPeer server = later(RawPeer.accept(listener));
        server.write(Wire.greeting("NULL"));
        assertGreeting(server.read(GREETING_SIZE));
    }

    /** A PULL socket gets a message of a peer that greets so. */
    private void assertServed(byte[] greeting) throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        shake(peer, greeting, "PUSH");
        peer.write(message("hello"));
        assertEquals("hello", pull.recvText());
    }

    @Test
    @Rule("WIR-002")
    void paddingOfTheSignatureMeansNothing() throws IOException {
        byte[] rest = Arrays.copyOfRange(Wire.greeting("NULL"), 10, GREETING_SIZE);
        for (byte[] padding : List.of(new byte[8], Wire.times(8, 0x5A), Wire.bytes(0L, 1), Wire.times(8, 0xFF))) {
            assertServed(Wire.bytes(0xFF, Arrays.copyOf(padding, 8), 0x7F, rest));
        }
    }

    @Test
    @Rule("WIR-003")
    void laterVersionIsSpokenToInTheOwnOne() throws IOException {
        for (int[] version : new int[][] {{3, 2}, {3, 9}, {4, 0}, {4, 9}, {0x7F, 0}}) {
            assertServed(Wire.greeting(version[0], version[1], "NULL", 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Rule("WIR-004")
    void minorVersionsUnderstandEachOther(int minor) throws IOException {
        assertServed(Wire.greeting(3, minor, "NULL", 0));
        Socket push = socket(SocketType.PUSH);
        RawPeer peer = peer(push);
        shake(peer, Wire.greeting(3, minor, "NULL", 0), "PULL");
        push.send(frames("a", "b"));
        assertFrames(peer.readMessage(), "a", "b");
    }

    @Test
    @Rule("WIR-005")
    void peerOfVersionTwoIsServed() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        peer.write(Wire.bytes(Wire.signature(), 1, 8, 0, 0, message("hello")));
        assertEquals("hello", pull.recvText());
    }

    @Test
    @Rule("WIR-006")
    void peerOfVersionOneIsServed() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        peer.write(Wire.bytes(1, 0, 6, 0, "hello"));
        assertEquals("hello", pull.recvText());
    }

    @Test
    @Rule("WIR-007")
    void peersWithoutMechanismsAreClosedWhereOneIsAskedFor() throws IOException {
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.PLAIN_SERVER, true);
        String endpoint = pull.bind(tcp());
        for (byte[] old :
                List.of(Wire.bytes(Wire.signature(), 1, 8, 0, 0, message("hello")), Wire.bytes(1, 0, 6, 0, "hello"))) {
            RawPeer peer = later(RawPeer.connect(endpoint));
            peer.write(old);
            peer.awaitClosed();
        }
        assertEquals(null, pull.tryRecvText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "CURVE", "GSSAPI", "FOO", ""})
    @Rule("WIR-008")
    void otherMechanismEndsTheConnection(String mechanism) throws IOException {
        RawPeer peer = peer(socket(SocketType.PULL));
        peer.write(Wire.greeting(mechanism));
        peer.awaitClosed();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "CURVE"})
    @Rule("WIR-032")
    void serverSaysSoInItsGreeting(Security security) throws IOException {
        Socket pull = socket(SocketType.PULL);
        security.server(pull);
        RawPeer peer = peer(pull);
        peer.write(Wire.greeting(security.name()));
        assertEquals(1, peer.read(GREETING_SIZE)[32]);
    }

    // ---- the handshake

    /** The metadata of a READY command. */
    private static Map<String, byte[]> metadata(RawPeer.Frame ready) {
        assertEquals("READY", ready.name());
        Map<String, byte[]> found = new TreeMap<>();
        ByteBuffer rest = ByteBuffer.wrap(ready.argument());
        while (rest.hasRemaining()) {
            byte[] name = new byte[rest.get() & 0xFF];
            assertTrue(name.length > 0, "a name has a length");
            rest.get(name);
            byte[] value = new byte[rest.getInt()];
            rest.get(value);
            found.put(new String(name, StandardCharsets.US_ASCII), value);
        }
        return found;
    }

    static Stream<SocketType> typesOfMessages() {
        return PEERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("typesOfMessages")
    @Rule("WIR-014")
    void readyTellsTheTypeOfSocket(SocketType type) throws IOException {
        RawPeer peer = peer(socket(type));
        greet(peer);
        peer.write(ready(PEERS.get(type).iterator().next().name()));
        Map<String, byte[]> metadata = metadata(peer.readFrame());
        assertEquals(type.name(), text(metadata.getOrDefault("Socket-Type", new byte[0])));
    }

    @ParameterizedTest
    @MethodSource("typesOfMessages")
    @Rule("WIR-015")
    void peersOfTypesThatDoNotFitAreClosed(SocketType type) throws IOException {
        Socket socket = socket(type);
        String endpoint = socket.bind(tcp());
        for (SocketType other : PEERS.keySet()) {
            try (RawPeer peer = RawPeer.connect(endpoint)) {
                greet(peer);
                peer.write(ready(other.name()));
                if (PEERS.get(type).contains(other)) {
                    peer.write(Wire.command("PING", Wire.bytes(0, 0, "mark")));
                    awaitPong(peer);
                } else {
                    peer.awaitClosed();
                }
            }
        }
    }

    private static void awaitPong(RawPeer peer) throws IOException {
        RawPeer.Frame frame = peer.readFrame();
        while (!frame.name().equals("PONG")) {
            frame = peer.readFrame();
        }
        assertEquals("mark", text(frame.argument()));
    }

    @Test
    @Rule("WIR-016")
    void namesOfMetadataHaveNoCase() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        greet(peer);
        peer.write(Wire.bytes(
                Wire.command("READY", Wire.property("socket-TYPE", bytes("PUSH"))),
                Wire.command("PING", Wire.bytes(0, 0, "mark"))));
        awaitPong(peer);
    }

    @Test
    @Rule({"WIR-017", "WIR-031"})
    void unknownMetadataIsIgnored() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        greet(peer);
        byte[] unknown = Wire.bytes(Wire.property("X-Foo", bytes("bar")), Wire.property("Resource", bytes("any")));
        peer.write(Wire.command("READY", unknown, type("PUSH")));
        assertEquals("READY", peer.readFrame().name());
        peer.write(message("hello"));
        assertEquals("hello", pull.recvText());
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 1000, Integer.MAX_VALUE, 1L << 31, (1L << 32) - 1})
    @Rule("WIR-017")
    void metadataLongerThanItsCommandEndsTheConnection(long length) throws IOException {
        RawPeer peer = peer(socket(SocketType.PULL));
        greet(peer);
        peer.write(Wire.command("READY", Wire.bytes(11, "Socket-Type", Wire.four(length), "PUSH")));
        peer.awaitClosed();
    }

    @Test
    @Rule("WIR-017")
    void metadataWithoutANameEndsTheConnection() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        greet(peer);
        peer.write(Wire.command("READY", type("PUSH"), Wire.bytes(0, Wire.four(1), "x")));
        assertClosedUnheard(peer, pull);
    }

    @Test
    @Rule("WIR-017")
    void metadataThatEndsBehindALengthEndsTheConnection() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        greet(peer);
        peer.write(Wire.command("READY", type("PUSH"), Wire.bytes(1, "X", Wire.four(256))));
        assertClosedUnheard(peer, pull);
    }

    /** The connection is closed and nothing of it delivered; a PING whose PONG comes shows otherwise. */
    private static void assertClosedUnheard(RawPeer peer, Socket socket) throws IOException {
        peer.write(Wire.command("PING", Wire.bytes(0, 0, "mark")));
        assertThrows(IOException.class, () -> awaitPong(peer), "the connection goes on");
        assertEquals(null, socket.tryRecv());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 254, 255})
    @Rule("WIR-018")
    void identityIsTheRoutingIdOfARouter(int length) throws IOException {
        Socket router = socket(SocketType.ROUTER);
        RawPeer peer = peer(router);
        greet(peer);
        byte[] identity = Wire.times(length, 0xE9);
        peer.write(Wire.command("READY", type("DEALER"), Wire.property("Identity", identity)));
        assertEquals("READY", peer.readFrame().name());
        peer.write(message("hello"));
        assertArrayEquals(identity, router.recv());
        assertEquals("hello", router.recvText());
        router.send(List.of(identity, bytes("back")));
        assertFrames(peer.readMessage(), "back");
    }

    @Test
    @Rule("WIR-018")
    void peerWithoutAnIdentityGetsOneOfTheRoutersOwn() throws IOException {
        Socket router = socket(SocketType.ROUTER);
        RawPeer peer = peer(router, "DEALER");
        peer.send(bytes("hello"));
        byte[] identity = router.recv();
        assertEquals(0, identity[0]);
        assertEquals(5, identity.length);
        assertEquals("hello", router.recvText());
    }

    @Test
    @Rule("WIR-019")
    void identityThatBeginsWithZeroIsRefused() throws IOException {
        Socket router = socket(SocketType.ROUTER);
        RawPeer peer = peer(router);
        greet(peer);
        peer.write(Wire.command("READY", type("DEALER"), Wire.property("Identity", Wire.bytes(0, "abcd"))));
        assertClosedUnheard(peer, router);
    }

    @Test
    @Rule("WIR-022")
    void errorEndsTheConnection() throws IOException {
        RawPeer peer = peer(socket(SocketType.PULL));
        greet(peer);
        peer.write(Wire.command("ERROR", Wire.bytes(3, "400")));
        peer.awaitClosed();
    }

    @Test
    @Rule("WIR-023")
    void unknownCommandAfterTheHandshakeHarmsNobody() throws IOException {
        try (Victim victim = new Victim(backend(), SocketType.PULL, Security.NULL)) {
            RawPeer peer = later(RawPeer.connect(victim.endpoint(), "PUSH"));
            peer.write(Wire.command("SURPRISE", Wire.bytes("me")));
            victim.assertOthersWork();
            victim.assertServesNewPeers();
        }
    }

    @Test
    @Rule("WIR-024")
    void messageBeforeTheHandshakeEndsTheConnection() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        greet(peer);
        peer.write(Wire.bytes(message("too early"), ready("PUSH"), message("too late")));
        peer.awaitClosed();
        assertEquals(null, pull.tryRecv());
    }

    // ---- frames

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 254, 255})
    @Rule("WIR-009")
    void shortFrameOfAnyLengthIsTaken(int size) throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull, "PUSH");
        peer.write(Wire.bytes(0, size, pattern(size)));
        assertArrayEquals(pattern(size), pull.recv());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_535, 65_536})
    @Rule("WIR-009")
    void longFrameOfAnyLengthIsTaken(int size) throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull, "PUSH");
        peer.write(Wire.bytes(Wire.header(0, size), pattern(size), message("next")));
        assertArrayEquals(pattern(size), pull.recv());
        assertEquals("next", pull.recvText());
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256})
    @Rule("WIR-009")
    void framesAreShortUpTo255Bytes(int size) throws IOException {
        Socket push = socket(SocketType.PUSH);
        RawPeer peer = peer(push, "PULL");
        push.send(pattern(size));
        byte[] expected = size <= 255 ? Wire.bytes(0, size) : Wire.header(0, size);
        assertArrayEquals(expected, peer.read(expected.length));
        assertArrayEquals(pattern(size), peer.read(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x07, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF})
    @Rule("WIR-010")
    void reservedFlagsHarmNobody(int flags) throws IOException {
        try (Victim victim = new Victim(backend(), SocketType.PULL, Security.NULL)) {
            RawPeer peer = later(RawPeer.connect(victim.endpoint(), "PUSH"));
            peer.write(Wire.bytes(flags, 5, "hello"));
            victim.assertOthersWork();
            victim.assertServesNewPeers();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62})
    @Rule("WIR-011")
    void frameOfImpossibleLengthEndsItsConnectionOnly(long length) throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        RawPeer good = later(RawPeer.connect(endpoint, "PUSH"));
        RawPeer bad = later(RawPeer.connect(endpoint, "PUSH"));
        bad.write(Wire.bytes(Wire.header(0, length), "some of it"));
        bad.awaitClosed();
        good.send(bytes("from another peer"));
        assertEquals("from another peer", pull.recvText());
        RawPeer later = later(RawPeer.connect(endpoint, "PUSH"));
        later.send(bytes("from a later one"));
        assertEquals("from a later one", pull.recvText());
    }

    @Test
    @Rule("WIR-012")
    void framesInPiecesAreReassembled() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull);
        trickle(peer, Wire.greeting("NULL"));
        peer.read(GREETING_SIZE);
        trickle(peer, ready("PUSH"));
        assertEquals("READY", peer.readFrame().name());
        trickle(peer, Wire.bytes(Wire.frame(Wire.MORE, bytes("first")), Wire.frame(0, pattern(300))));
        assertEquals("first", pull.recvText());
        assertArrayEquals(pattern(300), pull.recv());
    }

    private static void trickle(RawPeer peer, byte[] bytes) throws IOException {
        for (byte each : bytes) {
            peer.write(new byte[] {each});
        }
    }

    @Test
    @Rule("WIR-013")
    void framesInOnePieceAreAllTaken() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = peer(pull, "PUSH");
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            parts.add(message("m" + i));
        }
        peer.write(Wire.bytes(parts.toArray()));
        for (int i = 0; i < 100; i++) {
            assertEquals("m" + i, pull.recvText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0000", "000064", "0000" + "6d61726b6d61726b6d61726b6d61726b6d61726b"})
    @Rule("WIR-026")
    void oddHeartbeatsHarmNobody(String hex) throws IOException {
        try (Victim victim = new Victim(backend(), SocketType.PULL, Security.NULL)) {
            for (String name : List.of("PING", "PONG")) {
                RawPeer peer = later(RawPeer.connect(victim.endpoint(), "PUSH"));
                peer.write(Wire.bytes(
                        Wire.command(name),
                        Wire.command(name, java.util.HexFormat.of().parseHex(hex))));
                victim.assertOthersWork();
                victim.assertServesNewPeers();
            }
        }
    }

    // ---- patterns

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Rule("WIR-020")
    void subscriptionsOfBothFormsAreTaken(int minor) throws IOException {
        Socket xpub = socket(SocketType.XPUB);
        RawPeer peer = peer(xpub);
        shake(peer, Wire.greeting(3, minor, "NULL", 0), "SUB");
        peer.write(Wire.frame(0, Wire.bytes(1, "a")));
        assertEquals("\u0001a", xpub.recvText());
        peer.write(Wire.frame(0, Wire.bytes(0, "a")));
        assertEquals("\u0000a", xpub.recvText());
    }

    @Test
    @Rule("WIR-020")
    void subscriptionsForVersionThreeZeroAreMessages() throws IOException {
        ServerSocket listener = listener();
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("topic");
        sub.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener, "PUB"));
        assertArrayEquals(Wire.frame(0, Wire.bytes(1, "topic")), peer.read(8));
        sub.unsubscribe("topic");
        assertArrayEquals(Wire.frame(0, Wire.bytes(0, "topic")), peer.read(8));
    }

    @Test
    @Rule("WIR-021")
    void subscriptionCommandsAreTaken() throws IOException {
        Socket xpub = socket(SocketType.XPUB);
        RawPeer peer = peer(xpub);
        shake(peer, Wire.greeting(3, 1, "NULL", 0), "SUB");
        peer.write(Wire.bytes(
                Wire.command("SUBSCRIBE", bytes("a")),
                Wire.command("CANCEL", bytes("a")),
                Wire.frame(0, Wire.bytes(1, "b"))));
        assertEquals("\u0001a", xpub.recvText());
        assertEquals("\u0000a", xpub.recvText());
        assertEquals("\u0001b", xpub.recvText());
    }

    @Test
    @Rule("WIR-021")
    void subscriptionsForVersionThreeOneAreCommands() throws IOException {
        ServerSocket listener = listener();
        Socket sub = socket(SocketType.SUB);
        sub.subscribe("topic");
        sub.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener));
        shake(peer, Wire.greeting(3, 1, "NULL", 0), "PUB");
        RawPeer.Frame subscription = peer.readFrame();
        assertEquals("SUBSCRIBE", subscription.name());
        assertEquals("topic", text(subscription.argument()));
        sub.unsubscribe("topic");
        assertEquals("CANCEL", peer.readFrame().name());
    }

    @Test
    @Rule("WIR-027")
    void requestAndReplyHaveTheEnvelopeOfTheRfc() throws IOException {
        Socket req = socket(SocketType.REQ);
        RawPeer atReq = peer(req, "REP");
        req.sendText("hello");
        byte[] request = Wire.bytes(Wire.MORE, 0, 0, 5, "hello");
        assertArrayEquals(request, atReq.read(request.length));
        Socket rep = socket(SocketType.REP);
        RawPeer atRep = peer(rep, "REQ");
        atRep.write(request);
        assertEquals("hello", rep.recvText());
        rep.sendText("world");
        byte[] reply = Wire.bytes(Wire.MORE, 0, 0, 5, "world");
        assertArrayEquals(reply, atRep.read(reply.length));
        atReq.write(reply);
        assertEquals("world", req.recvText());
    }

    @Test
    @Rule("WIR-028")
    void conversationOfTheRfcIsUnderstood() throws IOException {
        Socket dealer = socket(SocketType.DEALER);
        RawPeer peer = peer(dealer);
        peer.write(Wire.bytes(0xFF, 0L, 0x7F, 3, 0, "NULL", new byte[16], 0, new byte[31]));
        peer.read(GREETING_SIZE);
        byte[] type = Wire.bytes(11, "Socket-Type", Wire.four(6), "DEALER");
        peer.write(Wire.bytes(4, 41, 5, "READY", type, 8, "Identity", Wire.four(0)));
        assertEquals("DEALER", text(metadata(peer.readFrame()).getOrDefault("Socket-Type", new byte[0])));
        peer.write(Wire.bytes(0, 5, "hello"));
        assertEquals("hello", dealer.recvText());
        dealer.sendText("world");
        assertArrayEquals(Wire.bytes(0, 5, "world"), peer.read(7));
    }

    @Test
    @Rule("WIR-029")
    void everythingIsWrittenBeforeTheConnectionEnds() throws IOException {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.LINGER, Duration.ofMillis(-1));
        RawPeer peer = peer(push, "PULL");
        for (int i = 0; i < 500; i++) {
            push.send(frames("m" + i, "x".repeat(i)));
        }
        push.close();
        for (int i = 0; i < 500; i++) {
            assertFrames(peer.readMessage(), "m" + i, "x".repeat(i));
        }
        assertThrows(EOFException.class, peer::readFrame);
    }

    @Test
    @Rule("WIR-034")
    void subscriberThatSendsDataHarmsNobody() throws IOException {
        Socket pub = socket(SocketType.PUB);
        RawPeer peer = peer(pub, "SUB");
        peer.write(Wire.bytes(message("\u0002data"), Wire.frame(0, Wire.bytes(1))));
        await("a message", () -> {
            pub.sendText("published");
            return peer.available() > 0;
        });
        assertFrames(peer.readMessage(), "published");
    }

    // ---- strangers

    @ParameterizedTest
    @MethodSource("strangers")
    @Rule("WIR-025")
    void strangersCostTheirOwnConnectionOnly(byte[] says) throws IOException {
        try (Victim victim = new Victim(backend(), SocketType.PULL, Security.NULL);
                HostilePeer stranger = HostilePeer.connect(victim.endpoint())) {
            stranger.write(says);
            victim.assertOthersWork();
            stranger.finish();
            victim.assertServesNewPeers();
        }
    }

    static List<byte[]> strangers() {
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        return List.of(
                bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Wire.bytes(0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3, Wire.times(508, 0x5A)),
                bytes("SSH-2.0-OpenSSH_9.2\r\n"),
                Wire.times(300, 0),
                Wire.times(300, 0xFF),
                noise);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 63, 64, 70})
    @Rule("WIR-030")
    void peerThatFallsSilentInTheHandshakeIsCut(int size) throws IOException {
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(50));
        String endpoint = pull.bind(tcp());
        RawPeer silent = later(RawPeer.connect(endpoint));
        silent.write(Arrays.copyOf(Wire.bytes(Wire.greeting("NULL"), ready("PUSH")), size));
        silent.awaitClosed();
        RawPeer good = later(RawPeer.connect(endpoint, "PUSH"));
        good.send(bytes("hello"));
        assertEquals("hello", pull.recvText());
    }

    @Test
    @Rule("FLT-008")
    void crowdThatSaysNothingBlocksNobody() throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        for (int i = 0; i < 100; i++) {
            later(RawPeer.connect(endpoint));
        }
        RawPeer good = later(RawPeer.connect(endpoint, "PUSH"));
        good.send(bytes("hello"));
        assertEquals("hello", pull.recvText());
    }

    /** The one that reads gets everything, though the other's queues are full long since. */
    @Test
    @Rule("FLT-009")
    void subscriberThatNeverReadsBlocksOnlyItself() throws IOException {
        Socket pub = socket(SocketType.XPUB);
        String endpoint = pub.bind(tcp());
        RawPeer deaf = later(RawPeer.connect(endpoint, "SUB"));
        deaf.write(Wire.frame(0, Wire.bytes(1)));
        assertArrayEquals(Wire.bytes(1), pub.recv());
        RawPeer good = later(RawPeer.connect(endpoint, "SUB"));
        good.write(Wire.frame(0, Wire.bytes(1, "m")));
        assertEquals("\u0001m", pub.recvText());
        for (int i = 0; i < 3_000; i++) {
            pub.send(frames("m" + i, "x".repeat(2_000)));
            assertFrames(good.readMessage(), "m" + i, "x".repeat(2_000));
        }
    }
}
