package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of {@code tcp} endpoints, and how connections to them come and go. */
@NeedsTransport("tcp")
public class TcpTck extends OptionArea {
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** For those who run it. */
    public TcpTck() {}

    private void assertConnected(String endpoint, Socket pull) {
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "through " + endpoint);
        assertEquals("through " + endpoint, recv(pull));
        push.close();
    }

    // ---- where a bind listens

    @Test
    @Rule("EPT-005")
    void numericAddressAndPortAreWhereItListens() throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = unusedEndpoint();
        assertEquals(endpoint, pull.bind(endpoint));
        assertConnected(endpoint, pull);
        RawPeer peer = later(RawPeer.connect(endpoint, "PUSH"));
        peer.send(bytes("by hand"));
        assertEquals("by hand", recv(pull));
    }

    @Test
    @Rule("EPT-006")
    void wildcardAndZeroArePortsOfTheSystemsChoice() {
        for (String port : new String[] {"*", "0"}) {
            Socket pull = socket(SocketType.PULL);
            String endpoint = pull.bind("tcp://" + Loopback.HOST + ":" + port);
            assertTrue(endpoint.matches("tcp://" + Loopback.HOST + ":[1-9]\\d*"), endpoint);
            assertEquals(endpoint, pull.get(SocketOptions.LAST_ENDPOINT));
            assertConnected(endpoint, pull);
        }
    }

    @Test
    @Rule("EPT-007")
    void wildcardAddressIsEveryInterface() {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind("tcp://*:*");
        assertTrue(endpoint.matches("tcp://0\\.0\\.0\\.0:[1-9]\\d*"), endpoint);
        assertConnected("tcp://127.0.0.1:" + RawPeer.port(endpoint), pull);
        assertConnected("tcp://127.0.0.2:" + RawPeer.port(endpoint), pull);
    }

    @Test
    @Rule({"EPT-007", "EPT-019"})
    void wildcardAddressIsEveryInterfaceOfIpv6Too() {
        Socket pull = withIpv6(SocketType.PULL);
        String endpoint = pull.bind("tcp://*:*");
        assertTrue(endpoint.matches("tcp://\\[::]:[1-9]\\d*"), endpoint);
        assertConnected("tcp://127.0.0.1:" + RawPeer.port(endpoint), pull);
        Socket push = withIpv6(SocketType.PUSH);
        push.connect("tcp://[::1]:" + RawPeer.port(endpoint));
        send(push, "six");
        assertEquals("six", recv(pull));
    }

    private Socket withIpv6(SocketType type) {
        needs(SocketOptions.IPV6);
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(IPV6_LOOPBACK))) {
            assertTrue(probe.isBound());
        } catch (IOException e) {
            Assumptions.abort("this machine has no IPv6 loopback address");
        }
        Socket socket = socket(type);
        socket.set(SocketOptions.IPV6, true);
        return socket;
    }

    @Test
    @Rule("EPT-019")
    void ipv6AddressMayHaveItsScope() throws IOException {
        Socket pull = withIpv6(SocketType.PULL);
        String endpoint = pull.bind("tcp://[::1%" + loopback() + "]:*");
        Socket push = withIpv6(SocketType.PUSH);
        push.connect("tcp://[::1]:" + RawPeer.port(endpoint));
        send(push, "hello");
        assertEquals("hello", recv(pull));
    }

    @Test
    @Rule("EPT-019")
    void ipv6AddressIsRefusedWithoutTheOption() {
        withIpv6(SocketType.PULL).close();
        Socket pull = socket(SocketType.PULL);
        ZmqException thrown = assertThrows(ZmqException.class, () -> pull.bind("tcp://[::1]:*"));
        assertTrue(List.of(ErrorCode.EINVAL, ErrorCode.ENODEV).contains(thrown.code()), thrown::getMessage);
    }

    @Test
    @Rule("EPT-013")
    void nameOfAnInterfaceIsItsAddress() throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind("tcp://" + loopback() + ":*");
        assertTrue(endpoint.matches("tcp://127\\.0\\.0\\.1:[1-9]\\d*"), endpoint);
        assertConnected(endpoint, pull);
    }

    private static String loopback() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();
    }

    @Test
    @Rule("EPT-014")
    void hostNamesAreForConnectAlone() {
        Socket pull = socket(SocketType.PULL);
        assertCode(ErrorCode.ENODEV, () -> pull.bind("tcp://localhost:*"));
        String endpoint = pull.bind("tcp://127.0.0.1:*");
        assertConnected("tcp://localhost:" + RawPeer.port(endpoint), pull);
    }

    // ---- where a connect goes

    @Test
    @Rule("EPT-015")
    void hostThatCannotBeResolvedIsTriedAgainAndAgain() {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(10));
        Monitor monitor = push.monitor();
        push.connect("tcp://nobody.invalid:5555");
        assertTrue(push.trySendText("for when it can be resolved"));
        for (int retries = 0; retries < 2; ) {
            retries += monitor.recv(AWAIT) instanceof MonitorEvent.ConnectRetried ? 1 : 0;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://in val:1234",
                "tcp://:1234",
                "tcp://localhost:x",
                "tcp://localhost:70000",
                "tcp://localhost:-1"
            })
    @Rule("EPT-016")
    void impossibleHostsAndPortsAreRefused(String endpoint) {
        Socket push = socket(SocketType.PUSH);
        assertCode(ErrorCode.EINVAL, () -> push.connect(endpoint));
    }

    @Test
    @Rule("EPT-018")
    void connectionStartsWhereTheSourceAddressSays() throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        String source = unusedEndpoint();
        Socket push = socket(SocketType.PUSH);
        push.connect(source + ";" + Loopback.HOST + ":" + listener.getLocalPort());
        RawPeer peer = later(RawPeer.accept(listener, "PULL"));
        assertEquals(RawPeer.port(source), peer.remotePort());
        send(push, "hello");
        assertEquals(List.of("hello"), texts(peer.readMessage()));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEALER", "SUB", "PUB", "REQ"})
    @Rule("EPT-020")
    void secondConnectOfTheSameEndpointIsNoConnection(SocketType type) throws IOException {
        assertEquals(1, connectionsOfTwoConnects(type));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "PULL", "ROUTER", "REP", "XPUB", "XSUB"})
    @Rule("EPT-020")
    void secondConnectOfTheSameEndpointIsAConnection(SocketType type) throws IOException {
        assertEquals(2, connectionsOfTwoConnects(type));
    }

    /** The connections before that of another socket, which connects last. */
    private int connectionsOfTwoConnects(SocketType type) throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        Socket socket = socket(type);
        socket.connect(RawPeer.endpoint(listener));
        socket.connect(RawPeer.endpoint(listener));
        Socket last = socket(SocketType.PAIR);
        last.connect(RawPeer.endpoint(listener));
        int connections = 0;
        while (!later(RawPeer.accept(listener)).handshake("PAIR").equals("PAIR")) {
            connections++;
        }
        return connections;
    }

    @Test
    @Rule("EPT-037")
    void disconnectClosesTheConnectionAndStopsReconnecting() throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        String endpoint = RawPeer.endpoint(listener);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(1));
        push.connect(endpoint);
        later(RawPeer.accept(listener, "PULL")).close();
        RawPeer again = later(RawPeer.accept(listener, "PULL"));
        push.disconnect(endpoint);
        Task<Boolean> closed = start("peer", () -> {
            again.awaitClosed();
            return true;
        });
        await("the connection is closed", () -> {
            canSend(push); // an engine may do the rest of it with a later call
            return closed.isDone();
        });
        Socket clock = socket(SocketType.PAIR);
        clock.set(SocketOptions.RECONNECT_IVL, ms(10));
        clock.connect(endpoint);
        for (int i = 0; i < 5; i++) {
            RawPeer peer = later(RawPeer.accept(listener));
            assertEquals("PAIR", peer.handshake("PAIR"));
            peer.close();
        }
    }

    @Test
    @Rule("EPT-037")
    void disconnectDropsItsQueueWithoutLinger() throws IOException {
        String endpoint = unusedEndpoint();
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "dropped");
        push.disconnect(endpoint);
        push.connect(endpoint);
        send(push, "new");
        Socket pull = socket(SocketType.PULL);
        pull.bind(endpoint);
        assertEquals("new", recv(pull));
    }

    @Test
    @Rule("EPT-037")
    void disconnectSendsItsQueueWithLinger() throws IOException {
        String endpoint = unusedEndpoint();
        Socket push = open(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "kept");
        push.disconnect(endpoint);
        Socket pull = socket(SocketType.PULL);
        pull.bind(endpoint);
        assertEquals("kept", recv(pull));
    }

    // ---- forms and crowds

    @Test
    @Rule("EPT-044")
    void unusualFormsAreThoseOfThePlainOnes() {
        Socket pull = socket(SocketType.PULL);
        int port = RawPeer.port(pull.bind("tcp://127.0.0.1:*"));
        assertConnected("tcp://LOCALHOST:" + port, pull);
        assertConnected("tcp://127.0.0.1:0" + port, pull);
    }

    @Test
    @Rule("EPT-045")
    void connectionsThatWaitToBeAcceptedAreNotLost() throws IOException {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            peers.add(later(RawPeer.connect(endpoint)));
        }
        for (RawPeer peer : peers) {
            peer.handshake("PUSH");
            peer.send(bytes("hello"));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("hello", recv(pull));
        }
    }

    @Test
    @Rule("EPT-046")
    void connectMakesAQueueAndBindMakesNone() throws IOException {
        Socket bound = socket(SocketType.PUSH);
        bound.bind(tcp());
        assertTrue(!bound.trySendText("for nobody"));
        Socket connected = socket(SocketType.PUSH);
        connected.set(SocketOptions.SNDHWM, 3);
        connected.connect(unusedEndpoint());
        for (int i = 0; i < 3; i++) {
            assertTrue(connected.trySendText("for somebody"));
        }
        assertTrue(!connected.trySendText("one too many"));
    }
}
