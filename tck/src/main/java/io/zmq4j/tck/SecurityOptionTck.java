package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Effects of the options about security, seen by a ZAP handler and on the wire. */
@NeedsTransport("tcp")
public class SecurityOptionTck extends OptionArea {
    /** For those who run it. */
    public SecurityOptionTck() {}

    private ZapHandler handler(Predicate<ZapHandler.Request> allowed) {
        ZapHandler handler = new ZapHandler(context(), allowed);
        start("ZAP handler", handler::serve);
        return handler;
    }

    private static ZapHandler.Request next(ZapHandler handler) throws InterruptedException {
        ZapHandler.Request request = handler.next();
        assertNotNull(request, "the ZAP handler was not asked");
        return request;
    }

    @Test
    @EffectOf("MECHANISM")
    @Rule("OPT-134")
    void mechanismFollowsTheOptionsOfTheMechanisms() {
        needs(SocketOptions.MECHANISM);
        Socket socket = open(SocketType.DEALER);
        assertEquals(Mechanism.NULL, socket.get(SocketOptions.MECHANISM));
        if (support(SocketOptions.PLAIN_SERVER).isUsable()) {
            socket.set(SocketOptions.PLAIN_SERVER, true);
            assertEquals(Mechanism.PLAIN, socket.get(SocketOptions.MECHANISM));
            socket.set(SocketOptions.PLAIN_SERVER, false);
            assertEquals(Mechanism.NULL, socket.get(SocketOptions.MECHANISM));
            socket.set(SocketOptions.PLAIN_USERNAME, "user");
            assertEquals(Mechanism.PLAIN, socket.get(SocketOptions.MECHANISM));
        }
        if (support(SocketOptions.CURVE_SERVER).isUsable()) {
            socket.set(SocketOptions.CURVE_SERVER, true);
            assertEquals(Mechanism.CURVE, socket.get(SocketOptions.MECHANISM));
            socket.set(SocketOptions.CURVE_SERVER, false);
            assertEquals(Mechanism.NULL, socket.get(SocketOptions.MECHANISM));
            socket.set(SocketOptions.CURVE_SERVERKEY, Curve.keyPair().publicKey());
            assertEquals(Mechanism.CURVE, socket.get(SocketOptions.MECHANISM));
        }
    }

    // ---- ZAP

    @Test
    @EffectOf("ZAP_DOMAIN")
    @Rule({"NUL-003", "OPT-146"})
    void zapHandlerIsAskedAboutTheDomain() throws InterruptedException {
        needs(SocketOptions.ZAP_DOMAIN);
        ZapHandler handler = handler(request -> true);
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.ZAP_DOMAIN, "the domain");
        Socket push = open(SocketType.PUSH);
        push.connect(pull.bind(tcp()));
        send(push, "hello");
        assertEquals("hello", recv(pull));
        ZapHandler.Request request = next(handler);
        assertEquals("the domain", request.domain());
        assertEquals("NULL", request.mechanism());
        assertEquals(0, request.credentials().size());
    }

    // ---- PLAIN

    @Test
    @EffectOf({"PLAIN_SERVER", "PLAIN_USERNAME", "PLAIN_PASSWORD", "ZAP_DOMAIN"})
    @Rule({"OPT-135", "OPT-136", "OPT-137", "OPT-146", "PLN-001", "PLN-002", "PLN-008", "ZAP-006"})
    void plainClientsAreKnownByNameAndPassword() throws InterruptedException {
        needs(SocketOptions.PLAIN_SERVER, SocketOptions.PLAIN_USERNAME, SocketOptions.PLAIN_PASSWORD);
        ZapHandler handler = handler(request -> request.credentials().size() == 2
                && request.credential(0).equals("admin")
                && request.credential(1).equals("s3cret"));
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.PLAIN_SERVER, true);
        pull.set(SocketOptions.ZAP_DOMAIN, "test");
        String endpoint = pull.bind(tcp());

        Socket wrong = plainClient(endpoint, "admin", "wrong");
        send(wrong, "from a stranger");
        ZapHandler.Request refused = next(handler);
        assertEquals("test", refused.domain());
        assertEquals("PLAIN", refused.mechanism());
        assertEquals("admin", refused.credential(0));
        assertEquals("wrong", refused.credential(1));

        Socket right = plainClient(endpoint, "admin", "s3cret");
        send(right, "from the admin");
        try (Msg msg = context().msg()) {
            pull.recv(msg);
            assertEquals("from the admin", new String(msg.toByteArray(), UTF_8));
            assertEquals(ZapHandler.USER, msg.metadata("User-Id"), "as the handler calls him");
        }
    }

    private Socket plainClient(String endpoint, String name, String password) {
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.PLAIN_USERNAME, name);
        push.set(SocketOptions.PLAIN_PASSWORD, password);
        push.connect(endpoint);
        return push;
    }

    @Test
    @EffectOf({"PLAIN_USERNAME", "PLAIN_PASSWORD"})
    @Rule({"OPT-136", "OPT-137", "SPI-011"})
    void plainNamesNeedNotBeAscii() throws InterruptedException {
        needs(SocketOptions.PLAIN_SERVER, SocketOptions.PLAIN_USERNAME, SocketOptions.PLAIN_PASSWORD);
        Socket push = open(SocketType.PUSH);
        setIfSupported(push, SocketOptions.PLAIN_USERNAME, "Zoë");
        setIfSupported(push, SocketOptions.PLAIN_PASSWORD, "naïve");
        ZapHandler handler = handler(request -> true);
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.PLAIN_SERVER, true);
        push.connect(pull.bind(tcp()));
        send(push, "hello");
        assertEquals("hello", recv(pull));
        ZapHandler.Request request = next(handler);
        assertEquals("Zoë", request.credential(0));
        assertEquals("naïve", request.credential(1));
    }

    // ---- CURVE

    @Test
    @EffectOf({"CURVE_SERVER", "CURVE_PUBLICKEY", "CURVE_SECRETKEY", "CURVE_SERVERKEY"})
    @Rule({"CRV-001", "CRV-018", "OPT-138", "OPT-139", "OPT-140", "OPT-141"})
    void curveClientsAreKnownByTheirKey() throws InterruptedException {
        needsCurve();
        ZapHandler handler = handler(request -> true);
        CurveKeyPair server = Curve.keyPair();
        CurveKeyPair client = Curve.keyPair();
        Socket pull = curveServer(server.secretKey());
        pull.set(SocketOptions.ZAP_DOMAIN, "test");
        Socket push = curveClient(pull.bind(tcp()), client, server.publicKey());
        send(push, "hello");
        assertEquals("hello", recv(pull));
        ZapHandler.Request request = next(handler);
        assertEquals("CURVE", request.mechanism());
        assertArrayEquals(client.publicKey().toBytes(), request.credentials().get(0));
    }

    @Test
    @EffectOf({"CURVE_SERVER", "CURVE_SECRETKEY", "CURVE_SERVERKEY"})
    @Rule({"CRV-002", "OPT-138", "OPT-140", "OPT-141"})
    void curveServerRefusesAClientThatHasTheKeyOfAnother() throws IOException, InterruptedException {
        needsCurve();
        CurveKeyPair server = Curve.keyPair();
        Socket pull = curveServer(server.secretKey());
        String endpoint = pull.bind(tcp());
        RecordingRelay relay = later(new RecordingRelay(endpoint));
        Socket wrong =
                curveClient(relay.endpoint(), Curve.keyPair(), Curve.keyPair().publicKey());
        send(wrong, "for somebody else");
        assertTrue(relay.awaitClosedByServer(), "the server goes on talking");
        Socket right = curveClient(endpoint, Curve.keyPair(), server.publicKey());
        send(right, "for this server");
        assertEquals("for this server", recv(pull));
    }

    @Test
    @EffectOf({"CURVE_SERVER", "CURVE_PUBLICKEY", "CURVE_SECRETKEY", "CURVE_SERVERKEY"})
    @Rule({"CRV-001", "CRV-019", "OPT-138", "OPT-139", "OPT-140", "OPT-141"})
    void curveMessagesAreNotReadableOnTheWire() throws IOException {
        needsCurve();
        String secret = "attack at dawn, attack at dawn, attack at dawn";
        Socket open = open(SocketType.PULL);
        RecordingRelay plain = later(new RecordingRelay(open.bind(tcp())));
        Socket talkative = open(SocketType.PUSH);
        talkative.connect(plain.endpoint());
        send(talkative, secret);
        assertEquals(secret, recv(open));
        assertTrue(plain.hasPassed(secret), "without CURVE it is readable, and the relay sees it");

        CurveKeyPair server = Curve.keyPair();
        Socket pull = curveServer(server.secretKey());
        RecordingRelay relay = later(new RecordingRelay(pull.bind(tcp())));
        Socket push = curveClient(relay.endpoint(), Curve.keyPair(), server.publicKey());
        send(push, secret);
        assertEquals(secret, recv(pull));
        assertTrue(relay.hasPassed("CURVE"), "the relay saw the greeting");
        assertFalse(relay.hasPassed(secret.substring(0, 14)), "the message was readable");
    }

    @Test
    @EffectOf("CURVE_SERVER")
    @Rule({"OPT-138", "WIR-008"})
    void curveServerRefusesAClientWithoutSecurity() throws IOException {
        needsCurve();
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        String endpoint = pull.bind(tcp());
        RawPeer peer = later(RawPeer.connect(endpoint));
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy(bytes("NULL"), 0, greeting, 12, 4);
        peer.write(greeting);
        peer.awaitClosed();
    }

    private void needsCurve() {
        needs(
                SocketOptions.CURVE_SERVER,
                SocketOptions.CURVE_PUBLICKEY,
                SocketOptions.CURVE_SECRETKEY,
                SocketOptions.CURVE_SERVERKEY);
    }

    private Socket curveServer(CurveKey secretKey) {
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, secretKey);
        return pull;
    }

    private Socket curveClient(String endpoint, CurveKeyPair own, CurveKey serverKey) {
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, serverKey);
        push.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
        push.connect(endpoint);
        return push;
    }
}
