package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.Accepted;
import io.zmq4j.MonitorEvent.Disconnected;
import io.zmq4j.MonitorEvent.HandshakeFailed;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handshakes with peers that speak for themselves. */
class ConnectionsTest {
    private static final int GREETING = 64;

    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static void greet(java.net.Socket peer, String mechanism) throws IOException {
        byte[] greeting = new byte[GREETING];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy(bytes(mechanism), 0, greeting, 12, mechanism.length());
        peer.getOutputStream().write(greeting);
        peer.getInputStream().readNBytes(GREETING);
    }

    private static void command(java.net.Socket peer, String name, byte... rest) throws IOException {
        peer.getOutputStream().write(new byte[] {4, (byte) (1 + name.length() + rest.length), (byte) name.length()});
        peer.getOutputStream().write(bytes(name));
        peer.getOutputStream().write(rest);
    }

    /** The engine does not tell which of two that wait sent its greeting; the younger one is a guess. */
    @Test
    void theOlderOfTwoPeersIsKnownByItsEnd() throws IOException {
        Socket pull = socket(context, SocketType.PULL);
        Monitor monitor = pull.monitor();
        String endpoint = pull.bind(Loopback.ANY_PORT);
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try (java.net.Socket older = JeroMq.stranger(port)) {
            try (java.net.Socket younger = JeroMq.stranger(port)) {
                assertTrue(younger.isConnected());
                await(monitor, new Accepted(endpoint));
                await(monitor, new Accepted(endpoint));
                greet(older, "NULL");
                command(older, "READY", readyOf("PULL")); // does not fit: no failure of the handshake, as in libzmq
                assertEquals(new Disconnected(endpoint), monitor.recv(JeroMq.LONG));
            }
            assertEquals(
                    new HandshakeFailed(endpoint, HandshakeFailed.Failure.NO_DETAIL, 0), monitor.recv(JeroMq.LONG));
            assertEquals(new Disconnected(endpoint), monitor.recv(JeroMq.LONG));
        }
    }

    private static byte[] readyOf(String type) {
        ByteArrayOutputStream property = new ByteArrayOutputStream();
        property.write("Socket-Type".length());
        property.writeBytes(bytes("Socket-Type"));
        property.writeBytes(new byte[] {0, 0, 0, (byte) type.length()});
        property.writeBytes(bytes(type));
        return property.toByteArray();
    }

    private static void await(Monitor monitor, MonitorEvent wanted) {
        MonitorEvent event = monitor.recv(JeroMq.LONG);
        while (!event.equals(wanted)) {
            event = monitor.recv(JeroMq.LONG);
        }
    }

    @Test
    void anUnknownCommandToAPlainClientIsAFailureAndNoPrint() throws IOException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.ADDRESS)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            for (String name : new String[] {"X", "NONSENSE", "WELCOM"}) {
                Socket client = socket(context, SocketType.PUSH);
                client.set(SocketOptions.PLAIN_USERNAME, "name");
                Monitor monitor = client.monitor();
                client.connect(Loopback.endpoint(server.getLocalPort()));
                try (java.net.Socket peer = server.accept()) {
                    greet(peer, "PLAIN");
                    command(peer, name);
                    MonitorEvent event = monitor.recv(JeroMq.LONG);
                    while (!(event instanceof HandshakeFailed)) {
                        event = monitor.recv(JeroMq.LONG);
                    }
                    HandshakeFailed failed = assertInstanceOf(HandshakeFailed.class, event);
                    assertEquals(HandshakeFailed.Failure.PROTOCOL, failed.failure());
                }
                client.close();
            }
        } finally {
            System.setOut(console);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }
}
