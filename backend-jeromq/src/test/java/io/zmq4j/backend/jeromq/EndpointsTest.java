package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.ConnectDelayed;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("smoke")
class EndpointsTest {
    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void theLastEndpointIsEmptyThenAsBoundThenAsGiven() {
        Socket socket = socket(context, SocketType.DEALER);
        assertEquals("", socket.get(SocketOptions.LAST_ENDPOINT));
        String bound = socket.bind(Loopback.ANY_PORT);
        assertTrue(bound.matches("tcp://" + Loopback.HOST + ":\\d+"), bound);
        assertEquals(bound, socket.get(SocketOptions.LAST_ENDPOINT));
        socket.connect("tcp://localhost:1");
        assertEquals("tcp://localhost:1", socket.get(SocketOptions.LAST_ENDPOINT));
        assertTrue(socket.bind("tcp://*:*").matches("tcp://0\\.0\\.0\\.0:\\d+"));
    }

    @Test
    void ipv6EndpointsAreShort() {
        Assumptions.assumeTrue(hasIpv6(), "this machine has no IPv6 loopback address");
        Socket socket = socket(context, SocketType.PULL);
        assertEquals(ErrorCode.ENODEV, code(() -> socket.bind("tcp://[::1]:*")));
        socket.set(SocketOptions.IPV6, true);
        String bound = socket.bind("tcp://[::1]:*");
        assertTrue(bound.matches("tcp://\\[::1]:\\d+"), bound);
        Socket push = socket(context, SocketType.PUSH);
        push.set(SocketOptions.IPV6, true);
        push.connect(bound);
        push.send(bytes("six"));
        assertArrayEquals(bytes("six"), socket.recv());
        socket.unbind(bound);
        String any = socket.bind("tcp://*:*");
        assertTrue(any.matches("tcp://\\[::]:\\d+"), any);
    }

    private static boolean hasIpv6() {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            byte[] loopback = new byte[16];
            loopback[15] = 1;
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(loopback), 0));
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://[0:0:0:0:0:0:0:1]:5, tcp://[::1]:5",
        "tcp://[0:0:0:0:0:0:0:0]:5, tcp://[::]:5",
        "tcp://[fe80:0:0:0:1:0:0:2%lo]:5, tcp://[fe80::1:0:0:2%lo]:5",
        "tcp://[2001:db8:0:1:1:1:1:1]:5, tcp://[2001:db8:0:1:1:1:1:1]:5",
        "tcp://[2001:db8:0:0:0:0:0:0]:5, tcp://[2001:db8::]:5",
        "tcp://127.0.0.1:5, tcp://127.0.0.1:5"
    })
    void addressesAreShortened(String longForm, String shortForm) {
        assertEquals(shortForm, TcpAddresses.shortened(longForm));
    }

    @Test
    void bindTakesInterfaceNames() throws SocketException {
        String loopback = NetworkInterface.networkInterfaces()
                .filter(candidate -> candidate
                        .inetAddresses()
                        .anyMatch(address -> address.getHostAddress().equals("127.0.0.1")))
                .findFirst()
                .orElseThrow()
                .getName();
        Socket socket = socket(context, SocketType.PULL);
        String bound = socket.bind("tcp://" + loopback + ":*");
        assertTrue(bound.matches("tcp://127\\.0\\.0\\.1:\\d+"), bound);
    }

    @Test
    void bindRefusesHostNames() {
        Socket socket = socket(context, SocketType.PULL);
        assertEquals(ErrorCode.ENODEV, code(() -> socket.bind("tcp://localhost:*")));
        assertEquals(ErrorCode.ENODEV, code(() -> socket.bind("tcp://no-such-interface:5555")));
    }

    @Test
    void bindTellsWhyNot() {
        Socket first = socket(context, SocketType.PULL);
        Socket second = socket(context, SocketType.PULL);
        for (String address : List.of(Loopback.ANY_PORT, "tcp://127.0.0.2:*")) {
            String bound = first.bind(address);
            assertEquals(ErrorCode.EADDRINUSE, code(() -> second.bind(bound)));
        }
        assertEquals(ErrorCode.EADDRNOTAVAIL, code(() -> second.bind("tcp://192.0.2.1:5555")));
    }

    @Test
    void connectResolvesAtOnce() {
        Socket socket = socket(context, SocketType.PUSH);
        assertEquals(ErrorCode.EADDRNOTAVAIL, code(() -> socket.connect("tcp://no-such-host.invalid:5555")));
    }

    @Test
    void whatWasNotBoundOrConnectedCannotBeLeft() {
        Socket socket = socket(context, SocketType.DEALER);
        assertEquals(ErrorCode.ENOENT, code(() -> socket.unbind("tcp://127.0.0.1:5555")));
        assertEquals(ErrorCode.ENOENT, code(() -> socket.disconnect("tcp://127.0.0.1:5555")));
        assertEquals(ErrorCode.ENOENT, code(() -> socket.disconnect("inproc://nobody")));
        String bound = socket.bind(Loopback.ANY_PORT);
        socket.unbind(bound);
        assertEquals(ErrorCode.ENOENT, code(() -> socket.unbind(bound)));
        socket.connect("tcp://127.0.0.1:1");
        socket.disconnect("tcp://127.0.0.1:1");
        assertEquals(ErrorCode.ENOENT, code(() -> socket.disconnect("tcp://127.0.0.1:1")));
    }

    @Test
    void theSourceAddressIsTheFirst() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            Socket socket = socket(context, SocketType.DEALER);
            String endpoint = "tcp://127.0.0.2:0;" + Loopback.HOST + ":" + port;
            socket.connect(endpoint);
            try (SocketChannel accepted = server.accept()) {
                InetSocketAddress source = (InetSocketAddress) accepted.getRemoteAddress();
                assertEquals("127.0.0.2", source.getAddress().getHostAddress());
            }
            socket.disconnect(endpoint);
        }
    }

    @Test
    void aPublisherConnectsToAnEndpointOnce() {
        Socket sub = socket(context, SocketType.SUB);
        String endpoint = sub.bind(Loopback.ANY_PORT);
        String other = sub.bind(Loopback.ANY_PORT);
        Socket pub = socket(context, SocketType.PUB);
        Monitor monitor = pub.monitor();
        pub.connect(endpoint);
        pub.connect(endpoint);
        pub.connect(other);
        assertEquals(new ConnectDelayed(endpoint), monitor.recv(JeroMq.LONG));
        MonitorEvent next = monitor.recv(JeroMq.LONG);
        while (!(next instanceof ConnectDelayed)) {
            next = monitor.recv(JeroMq.LONG);
        }
        assertEquals(new ConnectDelayed(other), next);
        pub.disconnect(endpoint);
    }

    @Test
    void ipcIsRefusedWithTheReason() {
        Socket socket = socket(context, SocketType.PULL);
        UnsupportedFeatureException e =
                assertThrows(UnsupportedFeatureException.class, () -> socket.bind("ipc:///tmp/zmq4j-test"));
        assertEquals(ErrorCode.EPROTONOSUPPORT, e.code());
        assertTrue(e.reason().contains("loopback port"), e.reason());
    }

    @Test
    void ipcCanBeEmulated() {
        System.setProperty("zmq4j.jeromq.ipc", "emulate");
        try (Context emulating = JeroMq.context()) {
            Socket pull = socket(emulating, SocketType.PULL);
            Socket push = socket(emulating, SocketType.PUSH);
            String endpoint = bindAnyIpc(pull);
            push.connect(endpoint);
            push.send(bytes("emulated"));
            assertArrayEquals(bytes("emulated"), pull.recv());
            pull.unbind(endpoint);
        } finally {
            System.clearProperty("zmq4j.jeromq.ipc");
        }
    }

    /** The port that stands for a name may be taken. */
    private static String bindAnyIpc(Socket socket) {
        for (int i = 0; true; i++) {
            String endpoint = "ipc:///tmp/zmq4j-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
            try {
                return socket.bind(endpoint);
            } catch (ZmqException e) {
                if (e.code() != ErrorCode.EADDRINUSE || i == 20) {
                    throw e;
                }
            }
        }
    }

    private static ErrorCode code(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(ZmqException.class, call).code();
    }
}
