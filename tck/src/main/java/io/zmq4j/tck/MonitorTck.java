package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Mechanism;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.Accepted;
import io.zmq4j.MonitorEvent.BindFailed;
import io.zmq4j.MonitorEvent.Closed;
import io.zmq4j.MonitorEvent.ConnectDelayed;
import io.zmq4j.MonitorEvent.ConnectRetried;
import io.zmq4j.MonitorEvent.Connected;
import io.zmq4j.MonitorEvent.Disconnected;
import io.zmq4j.MonitorEvent.HandshakeFailed;
import io.zmq4j.MonitorEvent.HandshakeSucceeded;
import io.zmq4j.MonitorEvent.Listening;
import io.zmq4j.MonitorEvent.MonitorStopped;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of connections and listeners: the same, in the same order, on every backend. */
public class MonitorTck extends ZmqTck {
    private static final int SPARE = 50;
    private static final int GREETING_SIZE = 64;
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** Of the backend that a subclass names. */
    public MonitorTck() {}

    /** Where there are no monitors that is shown, and the rest has nothing to say. */
    @BeforeEach
    void monitorsAreThereOrDeclaredMissing() {
        if (!backend().supports(Capability.MONITOR)) {
            Socket socket = socket(SocketType.PULL);
            assertUnsupported(Capability.MONITOR, socket::monitor);
            Assumptions.abort("declared: " + backend().support(Capability.MONITOR));
        }
    }

    @Test
    @Rule({"MON-001", "MON-002", "MON-005", "MON-007", "MON-011", "MON-014"})
    void connectionThatComesAndGoes() {
        Socket server = socket(SocketType.PULL);
        Socket client = socket(SocketType.PUSH);
        Monitor atServer = server.monitor();
        Monitor atClient = client.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        assertEquals(new Listening(endpoint), atServer.recv(AWAIT));
        client.connect(endpoint);
        assertEquals(new ConnectDelayed(endpoint), atClient.recv(AWAIT));
        assertEquals(new Connected(endpoint), atClient.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(endpoint), atClient.recv(AWAIT));
        assertEquals(new Accepted(endpoint), atServer.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(endpoint), atServer.recv(AWAIT));
        client.close();
        assertEquals(new Disconnected(endpoint), atServer.recv(AWAIT));
        assertNull(atServer.tryRecv());
    }

    @Test
    @Rule({"MON-006", "MON-007"})
    void serverThatGoesIsTriedAgain() {
        Socket server = socket(SocketType.PULL);
        Socket client = socket(SocketType.PUSH);
        client.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(20));
        Monitor atClient = client.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        client.connect(endpoint);
        awaitEvent(atClient, HandshakeSucceeded.class);
        server.close();
        assertEquals(new Disconnected(endpoint), atClient.recv(AWAIT));
        assertInstanceOf(ConnectRetried.class, atClient.recv(AWAIT));
        refusedAndRetried(atClient, endpoint);
    }

    @Test
    @Rule({"MON-006", "MON-008"})
    void refusedConnectionIsTriedAgain() throws IOException {
        Socket client = socket(SocketType.PUSH);
        client.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(20));
        Monitor monitor = client.monitor();
        String endpoint = Loopback.endpoint(unusedPort());
        client.connect(endpoint);
        refusedAndRetried(monitor, endpoint);
        refusedAndRetried(monitor, endpoint);
    }

    private static void refusedAndRetried(Monitor monitor, String endpoint) {
        assertEquals(new ConnectDelayed(endpoint), monitor.recv(AWAIT));
        assertEquals(new Closed(endpoint), monitor.recv(AWAIT));
        ConnectRetried retried = assertInstanceOf(ConnectRetried.class, monitor.recv(AWAIT));
        assertEquals(endpoint, retried.endpoint());
        assertTrue(!retried.interval().isNegative() && !retried.interval().isZero(), retried::toString);
    }

    @Test
    @Rule("MON-008")
    void unbindClosesTheListener() {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        server.unbind(endpoint);
        assertEquals(new Listening(endpoint), monitor.recv(AWAIT));
        assertEquals(new Closed(endpoint), monitor.recv(AWAIT));
    }

    @Test
    @Rule("MON-005")
    void endpointInUseCannotBeBound() {
        String endpoint = socket(SocketType.PULL).bind(Loopback.ANY_PORT);
        Socket second = socket(SocketType.PULL);
        Monitor monitor = second.monitor();
        assertCode(ErrorCode.EADDRINUSE, () -> second.bind(endpoint));
        assertEquals(new BindFailed(endpoint, ErrorCode.EADDRINUSE), monitor.recv(AWAIT));
        assertCode(ErrorCode.ENODEV, () -> second.bind("tcp://no-such-interface:*"));
        assertEquals(new BindFailed("tcp://no-such-interface:*", ErrorCode.ENODEV), monitor.recv(AWAIT));
    }

    @Test
    @Rule("MON-015")
    void endpointIsTheOneGivenToConnect() {
        Socket server = socket(SocketType.PULL);
        Monitor atServer = server.monitor();
        String bound = server.bind("tcp://*:*");
        String port = bound.substring(bound.lastIndexOf(':'));
        assertEquals(new Listening(bound), atServer.recv(AWAIT));
        Socket client = socket(SocketType.PUSH);
        Monitor atClient = client.monitor();
        String byName = "tcp://localhost" + port;
        client.connect(byName);
        assertEquals(new ConnectDelayed(byName), atClient.recv(AWAIT));
        assertEquals(new Connected(byName), atClient.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(byName), atClient.recv(AWAIT));
        String reached = "tcp://127.0.0.1" + port;
        assertEquals(new Accepted(reached), atServer.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(reached), atServer.recv(AWAIT));
    }

    @Test
    @Rule("MON-015")
    void ipv6EndpointIsShort() {
        Assumptions.assumeTrue(hasIpv6Loopback(), "this machine has no IPv6 loopback address");
        Socket server = socket(SocketType.PULL);
        server.set(SocketOptions.IPV6, true);
        Monitor atServer = server.monitor();
        String endpoint = server.bind("tcp://[::1]:*");
        Socket client = socket(SocketType.PUSH);
        client.set(SocketOptions.IPV6, true);
        Monitor atClient = client.monitor();
        client.connect(endpoint);
        assertTrue(endpoint.startsWith("tcp://[::1]:"), endpoint);
        assertEquals(new Listening(endpoint), atServer.recv(AWAIT));
        assertEquals(new Accepted(endpoint), atServer.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(endpoint), atServer.recv(AWAIT));
        assertEquals(new ConnectDelayed(endpoint), atClient.recv(AWAIT));
        assertEquals(new Connected(endpoint), atClient.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(endpoint), atClient.recv(AWAIT));
    }

    // ---- handshakes

    @Test
    @Rule("WIR-015")
    void peerOfATypeThatDoesNotFitIsDisconnected() {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        socket(SocketType.PULL).connect(endpoint);
        awaitEvent(monitor, Accepted.class);
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
    }

    @Test
    @Rule({"MON-012", "WIR-030"})
    void peerThatSaysNothingFailsTheHandshakeInTime() throws IOException {
        Socket server = socket(SocketType.PULL);
        server.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(50));
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        try (java.net.Socket silent = tcp(endpoint)) {
            awaitEvent(monitor, Accepted.class);
            assertEquals(new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), monitor.recv(AWAIT));
            assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
            assertTrue(silent.isConnected());
        }
    }

    @Test
    @Rule("MON-012")
    void eachOfManySilentPeersIsOutOfTime() throws IOException {
        Socket server = socket(SocketType.PULL);
        server.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(50));
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        List<java.net.Socket> silent = new ArrayList<>();
        try {
            for (int peer = 0; peer < SPARE; peer++) {
                silent.add(tcp(endpoint));
            }
            HandshakeFailed outOfTime = new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0);
            for (int peer = 0; peer < SPARE; peer++) {
                assertEquals(outOfTime, awaitEvent(monitor, HandshakeFailed.class));
            }
        } finally {
            for (java.net.Socket peer : silent) {
                peer.close();
            }
        }
    }

    @Test
    @Rule({"MON-012", "WIR-023"})
    void unknownCommandFailsTheHandshake() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        try (java.net.Socket peer = tcp(endpoint)) {
            peer.getOutputStream().write(greeting());
            peer.getOutputStream().write(new byte[] {4, 3, 2, 'X', 'Y'});
            awaitEvent(monitor, Accepted.class);
            HandshakeFailed failed = assertInstanceOf(HandshakeFailed.class, monitor.recv(AWAIT));
            assertEquals(HandshakeFailed.Failure.PROTOCOL, failed.failure());
            assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        }
    }

    @Test
    @Rule("MON-012")
    void peerThatLeavesAfterItsGreetingFailsTheHandshake() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        try (java.net.Socket peer = tcp(endpoint)) {
            peer.getOutputStream().write(greeting());
            peer.getInputStream().readNBytes(GREETING_SIZE + 1); // READY begins: our greeting was read
        }
        awaitEvent(monitor, Accepted.class);
        assertEquals(new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), monitor.recv(AWAIT));
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
    }

    @Test
    @Rule("MON-014")
    void peersAreToldApart() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        assertEquals(new Listening(endpoint), monitor.recv(AWAIT));
        try (java.net.Socket silent = tcp(endpoint)) {
            assertTrue(silent.isConnected());
            assertEquals(new Accepted(endpoint), monitor.recv(AWAIT));
            Socket client = socket(SocketType.PUSH);
            client.connect(endpoint);
            assertEquals(new Accepted(endpoint), monitor.recv(AWAIT));
            assertEquals(new HandshakeSucceeded(endpoint), monitor.recv(AWAIT));
            client.close();
            assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        }
        assertEquals(new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), monitor.recv(AWAIT));
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
    }

    @Test
    @Rule({"CRV-002", "MON-011", "MON-012"})
    void rightCurveKeysSucceedAndWrongOnesFail() {
        CurveKeyPair keys = Curve.keyPair();
        Socket server = curveServer(keys);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        assertEquals(new Listening(endpoint), monitor.recv(AWAIT));
        Socket right = curveClient(keys.publicKey());
        Monitor atRight = right.monitor();
        right.connect(endpoint);
        assertEquals(new Accepted(endpoint), monitor.recv(AWAIT));
        assertEquals(new HandshakeSucceeded(endpoint), monitor.recv(AWAIT));
        awaitEvent(atRight, Connected.class);
        assertEquals(new HandshakeSucceeded(endpoint), atRight.recv(AWAIT));
        right.close();
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        Socket wrong = curveClient(Curve.keyPair().publicKey());
        Monitor atWrong = wrong.monitor();
        wrong.connect(endpoint);
        assertEquals(new Accepted(endpoint), monitor.recv(AWAIT));
        HandshakeFailed failed = assertInstanceOf(HandshakeFailed.class, monitor.recv(AWAIT));
        assertEquals(HandshakeFailed.Failure.PROTOCOL, failed.failure());
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        awaitEvent(atWrong, Connected.class);
        assertEquals(new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), atWrong.recv(AWAIT));
    }

    /** The server only sends: what its handler said is all it can know a peer by. */
    @ParameterizedTest
    @EnumSource(names = {"NULL", "PLAIN", "CURVE"})
    @Rule({"CRV-004", "MON-011", "MON-012", "PLN-002"})
    void zapHandlerDecides(Mechanism mechanism) {
        Socket handler = socket(SocketType.REP);
        handler.bind("inproc://zeromq.zap.01");
        CurveKeyPair keys = Curve.keyPair();
        Socket server = socket(SocketType.PUSH);
        server.set(SocketOptions.ZAP_DOMAIN, "kit");
        if (mechanism == Mechanism.PLAIN) {
            server.set(SocketOptions.PLAIN_SERVER, true);
        } else if (mechanism == Mechanism.CURVE) {
            server.set(SocketOptions.CURVE_SERVER, true);
            server.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        }
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        assertEquals(new Listening(endpoint), monitor.recv(AWAIT));
        for (String status : List.of("200", "400")) {
            Socket client = mechanism == Mechanism.CURVE ? curveClient(keys.publicKey()) : socket(SocketType.PULL);
            if (mechanism == Mechanism.PLAIN) {
                client.set(SocketOptions.PLAIN_USERNAME, "user");
                client.set(SocketOptions.PLAIN_PASSWORD, "password");
            }
            Monitor atClient = client.monitor();
            client.connect(endpoint);
            answer(handler, status);
            MonitorEvent expected = status.equals("200")
                    ? new HandshakeSucceeded(endpoint)
                    : new HandshakeFailed(endpoint, HandshakeFailed.Failure.AUTHENTICATION, 400);
            assertEquals(new Accepted(endpoint), monitor.recv(AWAIT));
            assertEquals(expected, monitor.recv(AWAIT));
            awaitEvent(atClient, Connected.class);
            assertEquals(expected, atClient.recv(AWAIT));
            client.close();
            assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        }
    }

    private static void answer(Socket handler, String status) {
        byte[] requestId = handler.recvMultipart().get(1);
        handler.send(List.of(text("1.0"), requestId, text(status), text("reason"), text("user"), text("")));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Socket curveServer(CurveKeyPair keys) {
        Socket server = socket(SocketType.PUSH);
        server.set(SocketOptions.CURVE_SERVER, true);
        server.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        return server;
    }

    private Socket curveClient(CurveKey serverKey) {
        CurveKeyPair own = Curve.keyPair();
        Socket client = socket(SocketType.PULL);
        client.set(SocketOptions.CURVE_SERVERKEY, serverKey);
        client.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        client.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
        return client;
    }

    @Test
    @Rule({"MON-012", "WIR-008"})
    void peerWithAnotherMechanismFailsTheHandshake() throws IOException {
        Socket server = socket(SocketType.PULL);
        server.set(SocketOptions.CURVE_SERVER, true);
        server.set(SocketOptions.CURVE_SECRETKEY, Curve.keyPair().secretKey());
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        try (java.net.Socket peer = tcp(endpoint)) { // stays: an engine would leave at once
            peer.getOutputStream().write(Wire.greeting("NULL"));
            awaitEvent(monitor, Accepted.class);
            HandshakeFailed failed = assertInstanceOf(HandshakeFailed.class, monitor.recv(AWAIT));
            assertEquals(endpoint, failed.endpoint());
            assertEquals(HandshakeFailed.Failure.PROTOCOL, failed.failure());
        }
    }

    @Test
    @Rule("MON-012")
    void peerThatLeavesDuringTheHandshakeFailsIt() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        tcp(endpoint).close();
        awaitEvent(monitor, Accepted.class);
        MonitorEvent event = monitor.recv(AWAIT);
        assertEquals(new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), event);
    }

    // ---- the monitor itself

    @Test
    @Rule("MON-009")
    void closedMonitorEndsWithStopped() {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        await("the listener's event", () -> new Listening(endpoint).equals(monitor.tryRecv()));
        monitor.close();
        monitor.close();
        assertEquals(new MonitorStopped(), monitor.recv(AWAIT));
        assertThrows(ClosedException.class, monitor::recv);
        assertThrows(ClosedException.class, monitor::tryRecv);
    }

    @Test
    @Rule("MON-009")
    void closedSocketEndsItsMonitor() {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        server.bind(Loopback.ANY_PORT);
        server.close();
        awaitEvent(monitor, MonitorStopped.class);
        monitor.close();
    }

    @Test
    @Rule("MON-009")
    void closedContextEndsItsMonitors() {
        Context other = newContext();
        Monitor monitor = socket(other, SocketType.PULL).monitor();
        Monitor second = socket(other, SocketType.PULL).monitor();
        other.close();
        awaitEvent(monitor, MonitorStopped.class);
        awaitEvent(second, MonitorStopped.class);
    }

    @Test
    void closingAMonitorDoesNotWaitForACallThatWaits() {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        Task<String> waiting = start("receiver", () -> server.recvText(AWAIT));
        waiting.awaitWaiting();
        monitor.close();
        awaitEvent(monitor, MonitorStopped.class);
        Socket client = socket(SocketType.PUSH);
        client.connect(endpoint);
        client.sendText("still there");
        assertEquals("still there", waiting.result());
    }

    @Test
    void monitorThatComesLaterKnowsTheConnections() {
        Socket server = socket(SocketType.PULL);
        String endpoint = server.bind(Loopback.ANY_PORT);
        Socket client = socket(SocketType.PUSH);
        client.connect(endpoint);
        client.sendText("there");
        assertEquals("there", server.recvText());
        Monitor monitor = server.monitor();
        client.close();
        assertEquals(new Disconnected(endpoint), monitor.recv(AWAIT));
        assertNull(monitor.tryRecv());
    }

    @Test
    void monitoredSocketCanBeAbandoned() {
        try (LogCapture log = new LogCapture()) {
            String label = abandonMonitored();
            await("report of " + label, () -> {
                System.gc();
                return log.has(entry -> entry.getMessage().startsWith("ZMQ4J-011 ")
                        && entry.getMessage().contains(label + " "));
            });
        }
        assertTrue(context().close(AWAIT));
    }

    private String abandonMonitored() {
        Socket socket = context().socket(SocketType.PULL);
        Monitor monitor = socket.monitor();
        assertEquals(new Listening(socket.bind(Loopback.ANY_PORT)), monitor.recv(AWAIT));
        return socket.toString();
    }

    @Test
    @Rule("MON-010")
    void oneMonitorAtATime() {
        Socket server = socket(SocketType.PULL);
        Monitor first = server.monitor();
        assertCode(ErrorCode.EBUSY, server::monitor);
        first.close();
        Monitor second = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        assertEquals(new Listening(endpoint), second.recv(AWAIT));
    }

    @Test
    void waitForAnEventEndsByTimeAndByInterrupt() {
        Monitor monitor = socket(SocketType.PULL).monitor();
        assertThrows(WouldBlockException.class, () -> monitor.recv(SHORT));
        assertThrows(WouldBlockException.class, () -> monitor.recv(Duration.ZERO));
        assertCode(ErrorCode.EINVAL, () -> monitor.recv(Duration.ofMillis(-5)));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedCallException.class, monitor::recv);
        assertTrue(Thread.interrupted());
    }

    @Test
    @Rule("MON-013")
    void monitorThatNobodyReadsHarmsNothing() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        String endpoint = server.bind(Loopback.ANY_PORT);
        for (int i = 0; i < 1_000; i++) {
            tcp(endpoint).close();
        }
        Socket client = socket(SocketType.PUSH);
        client.connect(endpoint);
        client.sendText("through");
        assertEquals("through", server.recvText());
        assertEquals(0, monitor.dropped());
        await("all are accepted", () -> {
            MonitorEvent event = monitor.tryRecv();
            return event instanceof HandshakeSucceeded;
        });
    }

    @Test
    @Rule("MON-013")
    void eventsBeyondTheCapacityAreCounted() throws IOException {
        Socket server = socket(SocketType.PULL);
        Monitor monitor = server.monitor();
        for (int i = 0; i <= Monitor.CAPACITY / 2 + SPARE; i++) {
            server.unbind(server.bind(Loopback.ANY_PORT)); // two events
        }
        await("the last events", () -> monitor.dropped() > 0);
        assertInstanceOf(Listening.class, monitor.recv());
    }

    // ---- helpers

    private static <E extends MonitorEvent> E awaitEvent(Monitor monitor, Class<E> wanted) {
        MonitorEvent event = monitor.recv(AWAIT);
        while (!wanted.isInstance(event)) {
            event = monitor.recv(AWAIT);
        }
        return wanted.cast(event);
    }

    /** Of version 3.0 with the mechanism NULL. */
    private static byte[] greeting() {
        byte[] greeting = new byte[GREETING_SIZE];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy(text("NULL"), 0, greeting, 12, 4);
        return greeting;
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(IPV6_LOOPBACK))) {
            return server.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.ADDRESS)) {
            return server.getLocalPort();
        }
    }

    private static java.net.Socket tcp(String endpoint) throws IOException {
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        return new java.net.Socket(Loopback.ADDRESS, port);
    }
}
