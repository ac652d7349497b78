package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Effects of the options about connections: how they are made, kept, watched, limited and lost, and what the socket
 * says about its endpoints.
 */
@NeedsTransport("tcp")
public class ConnectionOptionTck extends OptionArea {
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** For those who run it. */
    public ConnectionOptionTck() {}

    // ---- heartbeats

    @Test
    @EffectOf({"HEARTBEAT_IVL", "HEARTBEAT_TTL"})
    @Rule({"HBT-001", "HBT-007", "OPT-162", "OPT-163"})
    void heartbeatsArePingsWithTheTimeToLive() throws IOException {
        needs(SocketOptions.HEARTBEAT_IVL, SocketOptions.HEARTBEAT_TTL);
        ServerSocket listener = later(RawPeer.listen());
        Socket dealer = open(SocketType.DEALER);
        dealer.set(SocketOptions.HEARTBEAT_IVL, ms(50));
        dealer.set(SocketOptions.HEARTBEAT_TIMEOUT, AWAIT.multipliedBy(2)); // longer than the peer reads
        dealer.set(SocketOptions.HEARTBEAT_TTL, ms(3_200));
        dealer.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener, "DEALER"));
        for (int i = 0; i < 6; i++) {
            RawPeer.Frame ping = nextHeartbeat(peer, i);
            assertEquals("PING", ping.name());
            assertArrayEquals(new byte[] {0, 32}, Arrays.copyOf(ping.argument(), 2), "the TTL in tenths of a second");
        }
    }

    private static RawPeer.Frame nextHeartbeat(RawPeer peer, int before) throws IOException {
        try {
            return peer.readFrame();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("none came after " + before, e);
        }
    }

    @Test
    @EffectOf({"HEARTBEAT_IVL", "HEARTBEAT_TIMEOUT"})
    @Rule({"FLT-003", "HBT-003", "OPT-162", "OPT-164"})
    void aSilentPeerIsDroppedAfterTheHeartbeatTimeout() throws IOException {
        needs(SocketOptions.HEARTBEAT_IVL, SocketOptions.HEARTBEAT_TIMEOUT);
        int shortly = pingsUntilDropped(ms(20));
        int longer = pingsUntilDropped(ms(2_000));
        // How many there are in a timeout of forty intervals is up to the machine; that there are more is not.
        assertTrue(shortly < longer, shortly + " and " + longer + " heartbeats");
    }

    private int pingsUntilDropped(Duration timeout) throws IOException {
        ServerSocket listener = later(RawPeer.listen());
        Socket dealer = open(SocketType.DEALER);
        dealer.set(SocketOptions.HEARTBEAT_IVL, ms(50));
        dealer.set(SocketOptions.HEARTBEAT_TIMEOUT, timeout);
        dealer.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener, "DEALER"));
        int pings = 0;
        try {
            while (true) {
                assertEquals("PING", peer.readFrame().name());
                pings++;
            }
        } catch (EOFException | java.net.SocketException e) {
            return pings; // dropped
        }
    }

    // ---- limits of a connection

    @Test
    @EffectOf("MAXMSGSIZE")
    @Rule({"MSG-018", "OPT-118"})
    void aPeerThatSendsTooLargeAMessageIsDisconnectedAndOthersAreNot() throws IOException {
        needs(SocketOptions.MAXMSGSIZE);
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.MAXMSGSIZE, 100L);
        String endpoint = pull.bind(tcp());
        RawPeer good = later(RawPeer.connect(endpoint, "PUSH"));
        RawPeer bad = later(RawPeer.connect(endpoint, "PUSH"));
        bad.send(new byte[101]);
        bad.awaitClosed();
        good.send(new byte[100]);
        assertEquals(100, pull.recv(AWAIT).length);
    }

    @Test
    @EffectOf("HANDSHAKE_IVL")
    @Rule({"OPT-154", "WIR-030"})
    void aPeerThatDoesNotGreetInTimeIsDropped() throws IOException {
        needs(SocketOptions.HANDSHAKE_IVL);
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.HANDSHAKE_IVL, ms(100));
        String endpoint = pull.bind(tcp());
        RawPeer good = later(RawPeer.connect(endpoint, "PUSH"));
        RawPeer mute = later(RawPeer.connect(endpoint));
        mute.awaitClosed();
        good.send(bytes("still here"));
        assertEquals("still here", recv(pull));
    }

    // ---- reconnecting

    @Test
    @EffectOf("RECONNECT_IVL")
    @Rule({"OPT-115", "RCN-002"})
    void reconnectIntervalIsThePauseBetweenConnections() throws IOException {
        needs(SocketOptions.RECONNECT_IVL);
        Reconnecting slow = new Reconnecting(ms(300));
        Reconnecting fast = new Reconnecting(ms(10));
        while (slow.count < 6) {
            slow.acceptAndClose();
            fast.acceptAndClose();
        }
        assertTrue(fast.count >= 2 * slow.count, fast.count + " connections while the other made " + slow.count);
    }

    @Test
    @EffectOf("RECONNECT_IVL")
    @Rule({"OPT-115", "RCN-003"})
    void reconnectIntervalOfMinusOneIsNever() throws IOException {
        needs(SocketOptions.RECONNECT_IVL);
        Reconnecting never = new Reconnecting(ms(-1));
        while (never.count == 0) {
            never.acceptAndClose();
        }
        Reconnecting clock = new Reconnecting(ms(10));
        while (clock.count < 60) { // 600 ms at least in libzmq: the default would have come back
            clock.acceptAndClose();
            never.acceptAndClose();
        }
        assertEquals(1, never.count);
    }

    @Test
    @EffectOf("RECONNECT_IVL")
    @Rule("OPT-115")
    void reconnectIntervalOfZeroIsNoPause() throws IOException {
        needs(SocketOptions.RECONNECT_IVL);
        Reconnecting atOnce = new Reconnecting(ms(0));
        Reconnecting clock = new Reconnecting(ms(100));
        while (clock.count < 5) {
            clock.acceptAndClose();
            atOnce.acceptAndClose();
        }
        assertTrue(atOnce.count >= 10, atOnce.count + " connections while one with pauses of 100 ms made 5");
    }

    @Test
    @EffectOf("RECONNECT_IVL_MAX")
    @Rule({"OPT-117", "RCN-004"})
    void reconnectIntervalGrowsUpToItsMaximum() throws IOException {
        needs(SocketOptions.RECONNECT_IVL_MAX);
        // Refused connections are seen by nobody. So five sockets try in vain for a while, then listeners turn up: with
        // growing pauses at least one of the sockets is still in a long one.
        List<Reconnecting> growing = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            growing.add(new Reconnecting(ms(10 + 2 * i), ms(60_000), unusedEndpoint()));
        }
        Reconnecting clock = new Reconnecting(ms(20));
        while (clock.count < 40) {
            clock.acceptAndClose();
        }
        for (Reconnecting socket : growing) {
            socket.listen();
        }
        while (growing.stream().anyMatch(socket -> socket.count == 0) && clock.count < 60) {
            clock.acceptAndClose();
            for (Reconnecting socket : growing) {
                socket.acceptAndClose();
            }
        }
        assertTrue(clock.count >= 50, "all came back within " + (clock.count - 40) + " pauses of 20 ms");
    }

    /** A socket whose connections are closed as soon as they are accepted. */
    private final class Reconnecting {
        private final InetSocketAddress address;
        private ServerSocketChannel listener;
        int count;

        Reconnecting(Duration interval) throws IOException {
            listener = later(ServerSocketChannel.open());
            listener.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
            listener.configureBlocking(false);
            address = (InetSocketAddress) listener.getLocalAddress();
            connect(interval, Duration.ZERO);
        }

        /** Nobody listens before {@link #listen}. */
        Reconnecting(Duration interval, Duration max, String endpoint) throws IOException {
            listener = later(ServerSocketChannel.open());
            address = new InetSocketAddress(Loopback.ADDRESS, RawPeer.port(endpoint));
            connect(interval, max);
        }

        private void connect(Duration interval, Duration max) {
            Socket push = open(SocketType.PUSH);
            setIfSupported(push, SocketOptions.RECONNECT_IVL, interval);
            if (!max.isZero()) {
                push.set(SocketOptions.RECONNECT_IVL_MAX, max);
            }
            push.connect(Loopback.endpoint(address.getPort()));
        }

        void listen() throws IOException {
            listener.bind(address);
            listener.configureBlocking(false);
        }

        void acceptAndClose() throws IOException {
            SocketChannel connection = listener.accept();
            if (connection != null) {
                connection.close();
                count++;
            }
        }
    }

    @Test
    @EffectOf("CONNECT_TIMEOUT")
    @Rule({"OPT-166", "RCN-009"})
    void anAttemptToConnectIsGivenUpAfterTheConnectTimeout() throws IOException {
        needs(SocketOptions.CONNECT_TIMEOUT);
        Kernel.assumeAskable();
        try (ServerSocket full = new ServerSocket(0, 1, Loopback.ADDRESS)) {
            // Linux ignores those who knock when the queue of a listener is full
            later(RawPeer.connect(RawPeer.endpoint(full)));
            later(RawPeer.connect(RawPeer.endpoint(full)));
            Socket push = open(SocketType.PUSH);
            push.set(SocketOptions.CONNECT_TIMEOUT, ms(100));
            push.set(SocketOptions.RECONNECT_IVL, ms(1));
            push.connect(RawPeer.endpoint(full));
            int port = full.getLocalPort();
            await("a first attempt", () -> knocking(port) != 0);
            int first = knocking(port);
            await("another attempt, from another port", () -> knocking(port) != 0 && knocking(port) != first);
        }
    }

    /** The local port of the connection that is being attempted to a port. */
    private static int knocking(int port) {
        Matcher attempt = Pattern.compile("SYN-SENT.*?:(\\d+)\\s").matcher(kernelKnows(0, port));
        return attempt.find() ? Integer.parseInt(attempt.group(1)) : 0;
    }

    private static String kernelKnows(int from, int to) {
        try {
            return Kernel.connections(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EffectOf("TCP_MAXRT")
    @Rule("OPT-167")
    void aPeerThatTakesNoDataIsDroppedAfterTcpMaxrt() throws IOException {
        needs(SocketOptions.TCP_MAXRT);
        ServerSocket listener = later(RawPeer.listen());
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.TCP_MAXRT, ms(300));
        push.set(SocketOptions.RECONNECT_IVL, ms(10));
        push.connect(RawPeer.endpoint(listener));
        later(RawPeer.accept(listener, "PULL")); // and reads nothing more
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 32; i++) {
            push.send(megabyte, AWAIT);
        }
        later(RawPeer.accept(listener)); // it comes back, so it had dropped the connection
    }

    // ---- what the kernel is told

    @Test
    @EffectOf("BACKLOG")
    @Rule("OPT-116")
    void backlogIsTheQueueOfTheListener() throws IOException {
        needs(SocketOptions.BACKLOG);
        Kernel.assumeAskable();
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.BACKLOG, 7);
        String endpoint = pull.bind(tcp());
        String[] columns = Kernel.listener(RawPeer.port(endpoint)).split("\\s+", -1);
        assertEquals("7", columns[2], () -> String.join(" ", columns));
    }

    @Test
    @EffectOf({"SNDBUF", "RCVBUF"})
    @Rule({"OPT-108", "OPT-109"})
    void buffersOfTheKernelHaveTheSizesAskedFor() throws IOException {
        needs(SocketOptions.SNDBUF, SocketOptions.RCVBUF);
        inBothDirections(
                socket -> {
                    socket.set(SocketOptions.SNDBUF, 30_000);
                    socket.set(SocketOptions.RCVBUF, 40_000);
                },
                line -> {
                    // Linux doubles what is asked for, to have room for its own book-keeping
                    assertEquals(60_000, number("skmem:\\([^)]*\\btb(\\d+)", line), line);
                    assertEquals(80_000, number("skmem:\\([^)]*\\brb(\\d+)", line), line);
                });
    }

    @Test
    @EffectOf("TOS")
    @Rule("OPT-148")
    void typeOfServiceIsSetOnConnections() throws IOException {
        needs(SocketOptions.TOS);
        inBothDirections(
                socket -> socket.set(SocketOptions.TOS, 0x28), line -> assertTrue(line.contains("tos:0x28"), line));
    }

    @Test
    @EffectOf({"TCP_KEEPALIVE", "TCP_KEEPALIVE_IDLE"})
    @Rule({"OPT-126", "OPT-128"})
    void keepAliveTimerRunsWithTheIdleTime() throws IOException {
        needs(SocketOptions.TCP_KEEPALIVE, SocketOptions.TCP_KEEPALIVE_IDLE);
        inBothDirections(
                socket -> {
                    socket.set(SocketOptions.TCP_KEEPALIVE, 1);
                    socket.set(SocketOptions.TCP_KEEPALIVE_IDLE, Duration.ofSeconds(50));
                },
                line -> assertTrue(keepAliveSeconds(line) > 5 && keepAliveSeconds(line) <= 50, line));
    }

    @Test
    @EffectOf("TCP_KEEPALIVE_INTVL")
    @Rule("OPT-129")
    void keepAliveProbesFollowEachOtherInTheInterval() throws IOException {
        needs(SocketOptions.TCP_KEEPALIVE, SocketOptions.TCP_KEEPALIVE_IDLE, SocketOptions.TCP_KEEPALIVE_INTVL);
        inBothDirections(
                socket -> {
                    socket.set(SocketOptions.TCP_KEEPALIVE, 1);
                    socket.set(SocketOptions.TCP_KEEPALIVE_CNT, 3);
                    socket.set(SocketOptions.TCP_KEEPALIVE_IDLE, Duration.ofSeconds(1));
                    socket.set(SocketOptions.TCP_KEEPALIVE_INTVL, Duration.ofSeconds(40));
                },
                // after the first probe the timer is set to the interval; the system's own is 75 s
                line -> assertTrue(keepAliveSeconds(line) > 5 && keepAliveSeconds(line) <= 40, line));
    }

    private static int keepAliveSeconds(String line) {
        Matcher timer = Pattern.compile("timer:\\(keepalive,(\\d+)sec").matcher(line);
        return timer.find() ? Integer.parseInt(timer.group(1)) : 0;
    }

    private static int number(String pattern, String line) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Sets options, connects and accepts, and looks at what the kernel has for the connection of the socket. */
    private void inBothDirections(
            java.util.function.Consumer<Socket> setting, java.util.function.Consumer<String> asExpected)
            throws IOException {
        Kernel.assumeAskable();
        Socket bound = open(SocketType.DEALER);
        setting.accept(bound);
        RawPeer incoming = later(RawPeer.connect(bound.bind(tcp()), "DEALER"));
        awaitConnection("accepted", incoming.remotePort(), incoming.localPort(), asExpected);

        ServerSocket listener = later(RawPeer.listen());
        Socket connecting = open(SocketType.DEALER);
        setting.accept(connecting);
        connecting.connect(RawPeer.endpoint(listener));
        RawPeer outgoing = later(RawPeer.accept(listener, "DEALER"));
        awaitConnection("connected", outgoing.remotePort(), outgoing.localPort(), asExpected);
    }

    private static void awaitConnection(
            String which, int from, int to, java.util.function.Consumer<String> asExpected) {
        long end = System.nanoTime() + AWAIT.toNanos();
        while (true) {
            try {
                asExpected.accept(kernelKnows(from, to));
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("the " + which + " connection: " + e.getMessage(), e);
                }
            }
        }
    }

    // ---- endpoints

    @Test
    @EffectOf("IPV6")
    @Rule({"EPT-019", "OPT-133"})
    void ipv6EndpointsNeedTheOption() throws IOException {
        needs(SocketOptions.IPV6);
        assumeIpv6();
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.IPV6, true);
        String endpoint = pull.bind("tcp://[::1]:*");
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.IPV6, true);
        push.connect(endpoint);
        send(push, "six");
        assertEquals("six", recv(pull));

        Socket four = open(SocketType.PULL);
        assertThrows(ZmqException.class, () -> four.bind("tcp://[::1]:*"));
    }

    private static void assumeIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(IPV6_LOOPBACK))) {
            assertTrue(probe.isBound());
        } catch (IOException e) {
            Assumptions.abort("NOT TESTED: this machine has no IPv6 loopback address");
        }
    }

    @Test
    @EffectOf("LAST_ENDPOINT")
    @Rule({"EPT-006", "EPT-007", "EPT-009", "OPT-124"})
    void lastEndpointIsTheOneBoundLastWithWildcardsResolved() throws IOException {
        Socket pull = open(SocketType.PULL);
        assertEquals("", pull.get(SocketOptions.LAST_ENDPOINT));
        String loopback = pull.bind(tcp());
        assertTrue(loopback.matches("tcp://" + Loopback.HOST + ":[1-9]\\d*"), loopback);
        assertEquals(loopback, pull.get(SocketOptions.LAST_ENDPOINT));
        String everywhere = pull.bind("tcp://*:*");
        assertTrue(everywhere.matches("tcp://0\\.0\\.0\\.0:[1-9]\\d*"), everywhere);
        assertEquals(everywhere, pull.get(SocketOptions.LAST_ENDPOINT));
        String inproc = inproc();
        assertEquals(inproc, pull.bind(inproc));
        assertEquals(inproc, pull.get(SocketOptions.LAST_ENDPOINT));
        String fixed = unusedEndpoint();
        assertEquals(fixed, pull.bind(fixed));
        assertEquals(fixed, pull.get(SocketOptions.LAST_ENDPOINT));
    }

    @Test
    @EffectOf("LAST_ENDPOINT")
    @Rule({"EPT-008", "EPT-009", "OPT-124"})
    void lastEndpointIsTheOneConnectedLastAsItWasGiven() throws IOException {
        Socket push = open(SocketType.PUSH);
        String endpoint = unusedEndpoint();
        push.connect(endpoint);
        assertEquals(endpoint, push.get(SocketOptions.LAST_ENDPOINT));
        String byName = endpoint.replace(Loopback.HOST, "localhost");
        push.connect(byName);
        assertEquals(byName, push.get(SocketOptions.LAST_ENDPOINT));
    }

    @Test
    @EffectOf("LAST_ENDPOINT")
    @Rule("OPT-124")
    void lastEndpointOfIpv6IsInBrackets() {
        needs(SocketOptions.IPV6);
        assumeIpv6();
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.IPV6, true);
        String endpoint = pull.bind("tcp://[::1]:*");
        assertTrue(endpoint.matches("tcp://\\[::1]:[1-9]\\d*"), endpoint);
        assertEquals(endpoint, pull.get(SocketOptions.LAST_ENDPOINT));
    }

    @Test
    @EffectOf("LAST_ENDPOINT")
    @Rule({"EPT-021", "OPT-124"})
    void lastEndpointOfIpcIsItsPath(@TempDir Path folder) throws IOException {
        needsTransport("ipc");
        Socket pull = open(SocketType.PULL);
        String endpoint = "ipc://" + folder.resolve("s");
        assertEquals(endpoint, pull.bind(endpoint));
        assertEquals(endpoint, pull.get(SocketOptions.LAST_ENDPOINT));
        String wildcard = pull.bind("ipc://*");
        assertEquals(wildcard, pull.get(SocketOptions.LAST_ENDPOINT));
        assertTrue(Files.exists(Path.of(wildcard.substring("ipc://".length()))), wildcard);
    }

    // ---- threads, proxies, descriptors

    @Test
    @EffectOf("AFFINITY")
    @Rule("OPT-101")
    void affinityToNoThreadOfTheContextIsRefused() throws IOException {
        needs(SocketOptions.AFFINITY);
        context().set(ContextOptions.IO_THREADS, 2);
        String endpoint = unusedEndpoint();
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.AFFINITY, 0b100L);
        assertCode(ErrorCode.EMTHREAD, () -> push.connect(endpoint));
        assertCode(ErrorCode.EMTHREAD, () -> push.bind(tcp()));
        push.set(SocketOptions.AFFINITY, 0b010L);
        Socket pull = open(SocketType.PULL);
        pull.connect(push.bind(tcp()));
        send(push, "on the second thread");
        assertEquals("on the second thread", recv(pull));
    }

    @Test
    @EffectOf("SOCKS_PROXY")
    @Rule("OPT-155")
    void connectionsGoThroughTheSocksProxy() throws IOException {
        needs(SocketOptions.SOCKS_PROXY);
        ServerSocket proxy = later(RawPeer.listen());
        Socket push = open(SocketType.PUSH);
        push.set(SocketOptions.SOCKS_PROXY, Loopback.HOST + ":" + proxy.getLocalPort());
        push.connect("tcp://10.11.12.13:1415");
        send(push, "through the proxy");

        RawPeer client = later(RawPeer.accept(proxy));
        byte[] greeting = client.read(2);
        assertEquals(5, greeting[0]);
        client.read(greeting[1]);
        client.write(new byte[] {5, 0}); // no authentication
        byte[] request = client.read(4);
        assertArrayEquals(new byte[] {5, 1, 0}, Arrays.copyOf(request, 3), "CONNECT");
        if (request[3] == 1) {
            assertArrayEquals(new byte[] {10, 11, 12, 13}, client.read(4));
        } else {
            assertEquals(3, request[3], "address or name");
            assertEquals("10.11.12.13", text(client.read(client.read(1)[0])));
        }
        assertArrayEquals(new byte[] {1415 >> 8, (byte) 1415}, client.read(2));
        client.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        client.handshake("PULL"); // the proxy plays the target too
        assertEquals(List.of("through the proxy"), texts(client.readMessage()));
    }

    /** The engine closes the descriptor; the channel must not, when another file has its number. So it never ends. */
    private static final List<ServerSocketChannel> TAKEN_OVER = new ArrayList<>();

    @Test
    @EffectOf("USE_FD")
    @Rule("OPT-174")
    void bindTakesOverAListenerThatIsOpenAlready() throws IOException {
        needs(SocketOptions.USE_FD);
        Kernel.assumeAskable();
        ServerSocketChannel listener = ServerSocketChannel.open();
        TAKEN_OVER.add(listener);
        listener.bind(new InetSocketAddress(Loopback.ADDRESS, 0), 5);
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        Socket pull = open(SocketType.PULL);
        pull.set(SocketOptions.USE_FD, Kernel.descriptorOfListener(port).orElseThrow());
        pull.bind(Loopback.endpoint(port)); // would be in use
        Socket push = open(SocketType.PUSH);
        push.connect(Loopback.endpoint(port));
        send(push, "hello");
        assertEquals("hello", recv(pull));
    }

    @Test
    @EffectOf("FD")
    @Rule("OPT-111")
    void descriptorSignalsThatEventsHasNews() throws IOException {
        needs(SocketOptions.FD);
        Socket pull = open(SocketType.PULL);
        String endpoint = pull.bind(tcp());
        int descriptor = pull.get(SocketOptions.FD);
        Kernel.assumeAskable();
        Assumptions.assumeTrue(
                Kernel.isEventCounter(descriptor), "NOT TESTED: this engine signals by something else than an eventfd");
        Socket push = open(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "news");
        // each signal is taken by reading EVENTS; the last one says that a message is there
        await("POLLIN after a signal", () -> {
            await("a signal", () -> isSignalled(descriptor));
            return canReceive(pull);
        });
        assertEquals("news", recv(pull));
        assertNull(pull.tryRecv());
        canReceive(pull);
        assertTrue(!isSignalled(descriptor), "EVENTS takes the signal");
        Socket other = open(SocketType.PULL);
        assertNotEquals(descriptor, other.get(SocketOptions.FD));
    }

    private static boolean isSignalled(int descriptor) {
        try {
            return Kernel.isSignalled(descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
