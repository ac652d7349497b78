package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.HandshakeFailed;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets in and who does not, over tcp, whichever backend is the server and whichever the client. Everybody who comes
 * sends a message; what is received after others were kept out is only that of those who were let in.
 */
public class InteropSecurityTck extends InteropArea {
    private static final String DOMAIN = "the domain";
    private static final List<Mechanism> MECHANISMS = List.of(Mechanism.NULL, Mechanism.PLAIN, Mechanism.CURVE);
    private static final CurveKeyPair SERVER_KEYS = Curve.keyPair();

    /** For subclasses. */
    public InteropSecurityTck() {}

    /** Whose the server is, and whose its clients are. */
    enum Roles {
        THIS_SERVER_THIS_CLIENT,
        THIS_SERVER_OTHER_CLIENT,
        OTHER_SERVER_THIS_CLIENT,
        OTHER_SERVER_OTHER_CLIENT
    }

    /** Two backends with their roles. */
    record Pairing(Roles roles, Backend self, Other other) {
        Backend server() {
            return of(roles == Roles.THIS_SERVER_THIS_CLIENT || roles == Roles.THIS_SERVER_OTHER_CLIENT);
        }

        Backend client() {
            return of(roles == Roles.THIS_SERVER_THIS_CLIENT || roles == Roles.OTHER_SERVER_THIS_CLIENT);
        }

        private Backend of(boolean own) {
            Backend second = other.backend();
            return own ? self : second;
        }

        @Override
        public String toString() {
            return roles + ", other: " + other;
        }
    }

    Stream<Pairing> pairings() {
        return eachOther()
                .flatMap(other -> Stream.of(Roles.values()).map(roles -> new Pairing(roles, backend(), other)));
    }

    /** A server with its monitor, and a context for its clients. */
    private record Gate(Socket server, Monitor monitor, String endpoint, Context clients) {
        /** Waits until a handshake failed. */
        HandshakeFailed awaitFailure() {
            MonitorEvent event = monitor.recv(AWAIT);
            while (!(event instanceof HandshakeFailed)) {
                event = monitor.recv(AWAIT);
            }
            return (HandshakeFailed) event;
        }

        void awaitDenial() {
            HandshakeFailed failed = awaitFailure();
            assertEquals(HandshakeFailed.Failure.AUTHENTICATION, failed.failure());
            assertEquals(400, failed.detail());
        }

        void expect(String message) {
            assertEquals(message, server.recvText());
        }
    }

    private Gate gate(Pairing pairing, Mechanism mechanism) {
        pairing.other().needs(Capability.of(mechanism));
        Socket server = socket(newContext(pairing.server()), SocketType.PULL);
        server.set(SocketOptions.ZAP_DOMAIN, DOMAIN);
        switch (mechanism) {
            case PLAIN -> server.set(SocketOptions.PLAIN_SERVER, true);
            case CURVE -> {
                server.set(SocketOptions.CURVE_SERVER, true);
                server.set(SocketOptions.CURVE_SECRETKEY, SERVER_KEYS.secretKey());
            }
            default -> {}
        }
        assertEquals(mechanism, server.get(SocketOptions.MECHANISM));
        Monitor monitor = server.monitor();
        String endpoint = server.bind(anyEndpoint("tcp"));
        return new Gate(server, monitor, endpoint, newContext(pairing.client()));
    }

    private ZapHandler handler(Gate gate, Predicate<ZapHandler.Request> allowed) {
        ZapHandler handler = new ZapHandler(gate.server().context(), allowed);
        start("ZAP handler", handler::serve);
        return handler;
    }

    private static ZapHandler.Request next(ZapHandler handler) throws InterruptedException {
        ZapHandler.Request request = handler.next();
        assertNotNull(request, "the ZAP handler was not asked");
        return request;
    }

    // ---- clients

    private Socket send(Gate gate, Socket client, String message) {
        client.connect(gate.endpoint());
        client.sendText(message);
        return client;
    }

    private Socket client(Gate gate) {
        return socket(gate.clients(), SocketType.PUSH);
    }

    private Socket plainClient(Gate gate, String name, String password) {
        Socket client = client(gate);
        client.set(SocketOptions.PLAIN_USERNAME, name);
        client.set(SocketOptions.PLAIN_PASSWORD, password);
        return client;
    }

    private Socket curveClient(Gate gate, CurveKeyPair own, CurveKey server) {
        Socket client = client(gate);
        client.set(SocketOptions.CURVE_SERVERKEY, server);
        client.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        client.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
        return client;
    }

    // ---- with a handler

    /** Peers without security look all the same: those it refuses leave before it lets somebody in. */
    @ParameterizedTest
    @MethodSource("pairings")
    @Rule("IOP-013")
    void handlerDecidesAboutPeersWithoutSecurity(Pairing pairing) throws InterruptedException {
        Gate gate = gate(pairing, Mechanism.NULL);
        AtomicBoolean open = new AtomicBoolean();
        ZapHandler handler = handler(gate, request -> open.get());
        Context strangers = newContext(pairing.client());
        send(gate, socket(strangers, SocketType.PUSH), "from a stranger");
        ZapHandler.Request refused = next(handler);
        assertEquals(DOMAIN, refused.domain());
        assertEquals("NULL", refused.mechanism());
        assertEquals(0, refused.credentials().size());
        gate.awaitDenial();
        assertTrue(strangers.close(AWAIT));
        open.set(true);
        Socket friend = send(gate, client(gate), "first");
        gate.expect("first");
        friend.sendText("second");
        gate.expect("second");
        assertNull(gate.server().tryRecv());
    }

    @ParameterizedTest
    @MethodSource("pairings")
    @Rule({"IOP-005", "IOP-013"})
    void plainClientsAreKnownByNameAndPassword(Pairing pairing) throws InterruptedException {
        Gate gate = gate(pairing, Mechanism.PLAIN);
        ZapHandler handler = handler(
                gate,
                request -> request.domain().equals(DOMAIN)
                        && request.credential(0).equals("admin")
                        && request.credential(1).equals("s3cret"));
        send(gate, plainClient(gate, "admin", "wrong"), "with a wrong password");
        ZapHandler.Request refused = next(handler);
        assertEquals(DOMAIN, refused.domain());
        assertEquals("PLAIN", refused.mechanism());
        assertEquals("admin", refused.credential(0));
        assertEquals("wrong", refused.credential(1));
        gate.awaitDenial();
        send(gate, plainClient(gate, "somebody", "s3cret"), "with a wrong name");
        gate.awaitDenial();
        assertLetIn(gate, plainClient(gate, "admin", "s3cret"), plainClient(gate, "admin", "S3cret"));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    @Rule({"IOP-006", "IOP-013"})
    void curveClientsAreKnownByTheirKeys(Pairing pairing) throws InterruptedException {
        Gate gate = gate(pairing, Mechanism.CURVE);
        CurveKeyPair known = Curve.keyPair();
        ZapHandler handler = handler(
                gate,
                request -> request.domain().equals(DOMAIN)
                        && Arrays.equals(
                                request.credentials().get(0), known.publicKey().toBytes()));
        CurveKeyPair unknown = Curve.keyPair();
        send(gate, curveClient(gate, unknown, SERVER_KEYS.publicKey()), "with an unknown key");
        ZapHandler.Request refused = next(handler);
        assertEquals(DOMAIN, refused.domain());
        assertEquals("CURVE", refused.mechanism());
        assertArrayEquals(unknown.publicKey().toBytes(), refused.credentials().get(0));
        gate.awaitDenial();
        assertLetIn(
                gate,
                curveClient(gate, known, SERVER_KEYS.publicKey()),
                curveClient(gate, Curve.keyPair(), SERVER_KEYS.publicKey()));
    }

    /** One is let in, and stays in when the next one is kept out. */
    private void assertLetIn(Gate gate, Socket friend, Socket stranger) {
        send(gate, friend, "first");
        try (Msg msg = gate.server().context().msg()) {
            gate.server().recv(msg);
            assertEquals("first", new String(msg.toByteArray(), UTF_8));
            assertEquals(ZapHandler.USER, msg.metadata("User-Id"));
        }
        send(gate, stranger, "from a stranger");
        gate.awaitDenial();
        friend.sendText("second");
        gate.expect("second");
        assertNull(gate.server().tryRecv());
    }

    // ---- without a handler

    @ParameterizedTest
    @MethodSource("pairings")
    @Rule("IOP-006")
    void curveClientsWithTheKeyOfAnotherServerAreKeptOut(Pairing pairing) {
        Gate gate = gate(pairing, Mechanism.CURVE);
        send(gate, curveClient(gate, Curve.keyPair(), Curve.keyPair().publicKey()), "for another server");
        gate.awaitFailure();
        Socket friend = send(gate, curveClient(gate, Curve.keyPair(), SERVER_KEYS.publicKey()), "first");
        gate.expect("first");
        send(gate, curveClient(gate, Curve.keyPair(), Curve.keyPair().publicKey()), "for yet another server");
        gate.awaitFailure();
        friend.sendText("second");
        gate.expect("second");
        assertNull(gate.server().tryRecv());
    }

    /** That nobody was let in shows when a handler comes: the first message is that of the one whom it knows. */
    @ParameterizedTest
    @MethodSource("pairings")
    @Rule("IOP-005")
    void plainServerWithoutAHandlerAdmitsNobody(Pairing pairing) {
        Gate gate = gate(pairing, Mechanism.PLAIN);
        send(gate, plainClient(gate, "admin", "s3cret"), "with the right password");
        gate.awaitFailure();
        send(gate, plainClient(gate, "somebody", "wrong"), "with a wrong one");
        gate.awaitFailure();
        handler(gate, request -> request.credential(0).equals("friend"));
        Socket friend = send(gate, plainClient(gate, "friend", "any"), "first");
        gate.expect("first");
        send(gate, plainClient(gate, "another", "any"), "with another name");
        gate.awaitDenial();
        friend.sendText("second");
        gate.expect("second");
        assertNull(gate.server().tryRecv());
    }

    // ---- two mechanisms

    @ParameterizedTest
    @MethodSource("pairings")
    @Rule("NUL-002")
    void peersWithAnotherMechanismAreKeptOut(Pairing pairing) {
        for (Mechanism each : MECHANISMS) {
            pairing.other().needs(Capability.of(each));
        }
        for (Mechanism ofServer : MECHANISMS) {
            Gate gate = gate(pairing, ofServer);
            handler(gate, request -> true);
            for (Mechanism ofClient : MECHANISMS) {
                if (ofClient != ofServer) {
                    send(gate, clientWith(gate, ofClient), ofClient + " to " + ofServer);
                    gate.awaitFailure();
                }
            }
            send(gate, clientWith(gate, ofServer), "the same");
            gate.expect("the same");
            assertNull(gate.server().tryRecv());
        }
    }

    private Socket clientWith(Gate gate, Mechanism mechanism) {
        return switch (mechanism) {
            case PLAIN -> plainClient(gate, "admin", "s3cret");
            case CURVE -> curveClient(gate, Curve.keyPair(), SERVER_KEYS.publicKey());
            default -> client(gate);
        };
    }
}
