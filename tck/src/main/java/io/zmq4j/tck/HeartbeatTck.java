package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zmq4j.Capability;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.Disconnected;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Heartbeats of connections.
 *
 * @see <a href="https://rfc.zeromq.org/spec/37/">RFC 37 (ZMTP 3.1)</a>
 */
@NeedsTransport("tcp")
public class HeartbeatTck extends OptionArea {
    /** How long a healthy peer of a busy machine may seem silent. */
    private static final Duration HEALTHY = Duration.ofSeconds(2);

    private static final SocketType[][] PAIRS = {
        {SocketType.REP, SocketType.REQ},
        {SocketType.ROUTER, SocketType.DEALER},
        {SocketType.XPUB, SocketType.SUB},
        {SocketType.PULL, SocketType.PUSH},
        {SocketType.PAIR, SocketType.PAIR}
    };

    /** For those who run it. */
    public HeartbeatTck() {}

    private void needsHeartbeats() {
        needs(SocketOptions.HEARTBEAT_IVL, SocketOptions.HEARTBEAT_TIMEOUT);
    }

    private static void beat(Socket socket, Duration interval, Duration timeout) {
        socket.set(SocketOptions.HEARTBEAT_IVL, interval);
        socket.set(SocketOptions.HEARTBEAT_TIMEOUT, timeout);
    }

    private static byte[] ping(int tenths, byte... context) {
        return Wire.command("PING", Wire.bytes(tenths >> 8, tenths & 0xFF, context));
    }

    // ---- on the wire

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16})
    @Rule("HBT-002")
    void pongEchoesTheContextOfThePing(int size) throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp()), "PUSH"));
        byte[] context = pattern(size);
        peer.write(ping(0, context));
        RawPeer.Frame pong = peer.readFrame();
        assertEquals("PONG", pong.name());
        assertArrayEquals(context, pong.argument());
    }

    @Test
    @Rule({"HBT-004", "HBT-011"})
    void peerThatSendsMessagesAndNoPongStaysConnected() throws IOException {
        needsHeartbeats();
        Socket pull = socket(SocketType.PULL);
        beat(pull, ms(50), HEALTHY);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp()), "PUSH"));
        long end = System.nanoTime() + HEALTHY.toNanos() * 3 / 2;
        int count = 0;
        while (System.nanoTime() < end) {
            assertEquals("PING", peer.readFrame().name());
            peer.send(bytes("m" + count));
            count++;
        }
        for (int i = 0; i < count; i++) {
            assertEquals("m" + i, recv(pull));
        }
    }

    @Test
    @Rule("HBT-005")
    void peerThatIsSilentForItsTimeToLiveIsDropped() throws IOException {
        Socket pull = socket(SocketType.PULL);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp()), "PUSH"));
        peer.write(ping(1));
        assertEquals("PONG", peer.readFrame().name());
        peer.awaitClosed();
    }

    @Test
    @Rule("HBT-006")
    void timeToLiveOfZeroIsNoLimit() throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        RawPeer unlimited = later(RawPeer.connect(endpoint, "PUSH"));
        unlimited.write(ping(0));
        RawPeer limited = later(RawPeer.connect(endpoint, "PUSH"));
        limited.write(ping(1));
        limited.awaitClosed();
        unlimited.send(bytes("still here"));
        assertEquals("still here", recv(pull));
    }

    @Test
    @Rule({"HBT-007", "OPT-163"})
    void timeToLiveIsSentInTenthsOfASecond() throws IOException {
        needsHeartbeats();
        needs(SocketOptions.HEARTBEAT_TTL);
        ServerSocket listener = later(RawPeer.listen());
        Socket dealer = socket(SocketType.DEALER);
        beat(dealer, ms(20), AWAIT);
        dealer.set(SocketOptions.HEARTBEAT_TTL, ms(6_530));
        dealer.connect(RawPeer.endpoint(listener));
        RawPeer.Frame ping = later(RawPeer.accept(listener, "DEALER")).readFrame();
        assertEquals("PING", ping.name());
        assertArrayEquals(new byte[] {0, 65}, Arrays.copyOf(ping.argument(), 2));
    }

    @Test
    @Rule("HBT-008")
    void heartbeatsAreNoMessages() throws IOException {
        needsHeartbeats();
        Socket pull = socket(SocketType.PULL);
        beat(pull, ms(20), AWAIT);
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp()), "PUSH"));
        for (int i = 0; i < 3; i++) {
            assertEquals("PING", peer.readFrame().name());
            peer.write(Wire.command("PONG"));
            peer.write(ping(0, (byte) i));
            peer.send(bytes("m" + i));
            assertEquals("m" + i, recv(pull));
            assertNull(pull.tryRecv());
            while (!peer.readFrame().name().equals("PONG")) {
                // a heartbeat of the engine's own
            }
        }
    }

    @Test
    @Rule({"HBT-003", "HBT-012"})
    void silentPeerIsDroppedAndConnectedToAgain() throws IOException {
        needsHeartbeats();
        ServerSocket listener = later(RawPeer.listen());
        Socket dealer = socket(SocketType.DEALER);
        beat(dealer, ms(20), ms(20));
        dealer.set(SocketOptions.RECONNECT_IVL, ms(10));
        dealer.connect(RawPeer.endpoint(listener));
        RawPeer silent = later(RawPeer.accept(listener, "DEALER"));
        assertEquals("PING", silent.readFrame().name());
        silent.awaitClosed();
        RawPeer again = later(RawPeer.accept(listener, "DEALER"));
        assertEquals("PING", again.readFrame().name());
    }

    @Test
    @Rule("HBT-003")
    void peerThatAnswersForAWhileAndFallsSilentIsDropped() throws IOException {
        needsHeartbeats();
        Socket pull = socket(SocketType.PULL);
        beat(pull, ms(20), ms(500));
        RawPeer peer = later(RawPeer.connect(pull.bind(tcp()), "PUSH"));
        for (int i = 0; i < 5; i++) {
            assertEquals("PING", peer.readFrame().name());
            peer.write(Wire.command("PONG"));
        }
        peer.awaitClosed();
    }

    // ---- between sockets

    @Test
    @Rule("HBT-009")
    void healthyPeersAreNotCutOff() throws IOException {
        needsHeartbeats();
        Map<String, RecordingRelay> relays = new LinkedHashMap<>();
        List<Monitor> monitors = new ArrayList<>();
        for (SocketType[] pair : PAIRS) {
            Socket bound = healthy(pair[0], monitors);
            Socket connected = healthy(pair[1], monitors);
            RecordingRelay relay = later(new RecordingRelay(bound.bind(tcp())));
            connected.connect(relay.endpoint());
            relays.put(bound + " and " + connected, relay);
        }
        long end = System.nanoTime() + HEALTHY.toNanos() * 3 / 2;
        relays.forEach((pair, relay) -> await(
                "heartbeats of " + pair,
                () -> System.nanoTime() > end && relay.count("PING") > 4 && relay.count("PONG") > 4));
        for (Monitor monitor : monitors) {
            for (MonitorEvent event = monitor.tryRecv(); event != null; event = monitor.tryRecv()) {
                assertFalse(event instanceof Disconnected, event::toString);
            }
        }
    }

    private Socket healthy(SocketType type, List<Monitor> monitors) {
        Socket socket = socket(type);
        beat(socket, ms(20), HEALTHY);
        if (backend().supports(Capability.MONITOR)) {
            monitors.add(socket.monitor());
        }
        return socket;
    }

    @Test
    @Rule("HBT-010")
    void heartbeatsWorkUnderCurve() throws IOException {
        needsHeartbeats();
        needs(SocketOptions.CURVE_SERVER);
        CurveKeyPair server = Curve.keyPair();
        CurveKeyPair client = Curve.keyPair();
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, server.secretKey());
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, server.publicKey());
        push.set(SocketOptions.CURVE_PUBLICKEY, client.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, client.secretKey());
        beat(pull, ms(20), HEALTHY);
        beat(push, ms(20), HEALTHY);
        RecordingRelay relay = later(new RecordingRelay(pull.bind(tcp())));
        push.connect(relay.endpoint());
        send(push, "before");
        assertEquals("before", recv(pull));
        int before = relay.count("MESSAGE");
        await("heartbeats, encrypted as messages are", () -> relay.count("MESSAGE") >= before + 20);
        assertEquals(Mechanism.CURVE, push.get(SocketOptions.MECHANISM));
        assertEquals(0, relay.count("PING"));
        assertEquals(1, relay.count("INITIATE"), "connections");
        send(push, "after");
        assertEquals("after", recv(pull));
    }
}
