package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who gets in by CURVE, and what gets through.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26 (CurveZMQ)</a>
 */
public class CurveTck extends SecurityArea {
    /** Of the backend that a subclass names. */
    public CurveTck() {}

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
        new Random(3).nextBytes(noise);
        byte[] good = Wire.bytes(5, "HELLO", 1, 0, noise);
        byte[] version = good.clone();
        version[6] = 2;
        return List.of(
                Arrays.copyOf(good, 199), Arrays.copyOf(good, 201), version, Wire.bytes(5, "HALLO", 1, 0, noise), good);
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
        byte[] transientKey = Arrays.copyOfRange(first, 80, 112);
        assertTrue(!Arrays.equals(transientKey, Arrays.copyOfRange(second, 80, 112)));
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
}
