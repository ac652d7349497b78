package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.Scale;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainGateTest {
    private static final int ROUNDS = Scale.pick(500, 10_000, 100_000);

    private Context context;
    private Context clients;
    private Socket server;
    private String endpoint;

    @BeforeEach
    void open() {
        context = JeroMq.context();
        clients = JeroMq.context();
        server = socket(context, SocketType.PULL);
        server.set(SocketOptions.PLAIN_SERVER, true);
        endpoint = server.bind(Loopback.ANY_PORT);
    }

    @AfterEach
    void close() {
        context.close();
        clients.close();
    }

    private Socket client(String message) {
        Socket client = socket(clients, SocketType.PUSH);
        client.set(SocketOptions.PLAIN_USERNAME, "name");
        client.set(SocketOptions.PLAIN_PASSWORD, "secret");
        client.connect(endpoint);
        client.send(bytes(message));
        return client;
    }

    private Socket handler() {
        Socket handler = socket(context, SocketType.REP);
        handler.bind(PlainGate.ENDPOINT);
        return handler;
    }

    private static void admitOne(Socket handler) {
        List<byte[]> request = handler.recvMultipart();
        assertEquals("PLAIN", new String(request.get(5), StandardCharsets.US_ASCII));
        handler.send(List.of(bytes("1.0"), request.get(1), bytes("200"), bytes("OK"), bytes("somebody"), new byte[0]));
    }

    private void assertNobodyIn() {
        assertThrows(WouldBlockException.class, () -> server.recv(JeroMq.QUIET));
    }

    @Test
    void withoutAHandlerNobodyIsAdmitted() {
        Monitor monitor = server.monitor();
        client("from outside");
        assertInstanceOf(MonitorEvent.Accepted.class, monitor.recv(JeroMq.LONG));
        assertEquals(
                new MonitorEvent.HandshakeFailed(endpoint, MonitorEvent.HandshakeFailed.Failure.AUTHENTICATION, 400),
                monitor.recv(JeroMq.LONG));
    }

    @Test
    void theGateShutsOnAnInterruptedThreadToo() {
        Socket handler = handler();
        Thread.currentThread().interrupt();
        handler.unbind(PlainGate.ENDPOINT);
        try (Context other = JeroMq.context()) {
            Socket late = socket(other, SocketType.PULL);
            late.set(SocketOptions.PLAIN_SERVER, true);
            assertTrue(Thread.interrupted(), "the flag is kept");
            client("from outside");
            assertNobodyIn();
            endpoint = late.bind(Loopback.ANY_PORT);
            client("from outside");
            assertThrows(WouldBlockException.class, () -> late.recv(JeroMq.QUIET));
        }
    }

    @Test
    void aHandlerThatComesAdmitsAndOneThatGoesShutsTheGate() {
        for (int i = 0; i < 5; i++) {
            Socket handler = handler();
            client("admitted");
            admitOne(handler);
            assertArrayEquals(bytes("admitted"), server.recv());
            if (i % 2 == 0) {
                handler.unbind(PlainGate.ENDPOINT);
            } else {
                handler.close();
            }
            client("not admitted");
            assertNobodyIn();
        }
    }

    /** The handler of ours ends while it is told to. */
    @Test
    void handlersMayComeAndGoQuickly() {
        for (int i = 0; i < ROUNDS; i++) {
            handler().close();
        }
        client("not admitted");
        assertNobodyIn();
    }

    @Test
    void aNameAloneIsEnough() {
        Socket handler = handler();
        Socket client = socket(clients, SocketType.PUSH);
        client.set(SocketOptions.PLAIN_USERNAME, "name");
        client.connect(endpoint);
        List<byte[]> request = handler.recvMultipart();
        assertArrayEquals(bytes("name"), request.get(6));
        assertEquals(0, request.get(7).length);
    }

    @Test
    void aSecondHandlerIsRefused() {
        handler();
        ZmqException e = assertThrows(ZmqException.class, this::handler);
        assertEquals(ErrorCode.EADDRINUSE, e.code());
    }

    @Test
    void aHandlerThatWasThereBeforeIsAsked() {
        try (Context other = JeroMq.context()) {
            Socket handler = socket(other, SocketType.REP);
            handler.bind(PlainGate.ENDPOINT);
            Socket late = socket(other, SocketType.PULL);
            late.set(SocketOptions.PLAIN_SERVER, true);
            endpoint = late.bind(Loopback.ANY_PORT);
            client("admitted");
            admitOne(handler);
            assertArrayEquals(bytes("admitted"), late.recv());
        }
    }

    /** Who connects while there is a handler, and shows his credentials when it has gone. */
    @Test
    void whoWaitsWithHisCredentialsIsNotAdmittedEither() throws IOException {
        Socket handler = handler();
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try (java.net.Socket peer = JeroMq.stranger(port)) {
            byte[] greeting = new byte[64];
            greeting[0] = (byte) 0xff;
            greeting[9] = 0x7f;
            greeting[10] = 3;
            System.arraycopy(bytes("PLAIN"), 0, greeting, 12, 5);
            peer.getOutputStream().write(greeting);
            InputStream in = peer.getInputStream();
            in.readNBytes(64);
            handler.close();
            peer.getOutputStream().write(new byte[] {4, 10, 5, 'H', 'E', 'L', 'L', 'O', 1, 'n', 1, 's'});
            peer.setSoTimeout((int) JeroMq.LONG.toMillis());
            byte[] answer = in.readNBytes(8);
            assertEquals("ERROR", new String(answer, 3, 5, StandardCharsets.US_ASCII));
        }
        assertNobodyIn();
    }

    @Test
    void curveNeedsNoHandler() {
        CurveKeyPair keys = Curve.keyPair();
        CurveKeyPair own = Curve.keyPair();
        Socket curve = socket(context, SocketType.PULL);
        curve.set(SocketOptions.CURVE_SERVER, true);
        curve.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
        curve.set(SocketOptions.CURVE_PUBLICKEY, keys.publicKey());
        Socket push = socket(clients, SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, keys.publicKey());
        push.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
        push.connect(curve.bind(Loopback.ANY_PORT));
        push.send(bytes("through"));
        assertArrayEquals(bytes("through"), curve.recv());
    }

    @Test
    void theGateEndsWithTheContext() {
        context.close();
        JeroMq.await(
                "the handler's end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("zmq4j-zap")));
    }

    @Test
    void theGatesSocketDoesNotCount() {
        try (Context small = JeroMq.context()) {
            small.set(io.zmq4j.ContextOptions.MAX_SOCKETS, 1);
            Socket only = socket(small, SocketType.PULL);
            only.set(SocketOptions.PLAIN_SERVER, true);
            assertFalse(only.isClosed());
            assertNull(only.tryRecv());
        }
    }
}
