package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What two backends see of the link between them: heartbeats, the bytes on it, other transports than tcp. */
public class InteropLinkTck extends InteropArea {
    private static final int GREETING_SIZE = 64;
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** For subclasses. */
    public InteropLinkTck() {}

    /** Which of the two binds: this backend, or the other one. */
    record Link(boolean binds, Backend self, Other other) {
        Backend binding() {
            return binds ? self : other.backend();
        }

        Backend connecting() {
            return binds ? other.backend() : self;
        }

        @Override
        public String toString() {
            return (binds ? "binds" : "connects") + ", other: " + other;
        }
    }

    Stream<Link> links() {
        return eachOther()
                .flatMap(other -> Stream.of(new Link(true, backend(), other), new Link(false, backend(), other)));
    }

    private Socket bound(Link link, SocketType type) {
        return socket(newContext(link.binding()), type);
    }

    private Socket connected(Link link, SocketType type, String endpoint) {
        Socket socket = socket(newContext(link.connecting()), type);
        socket.connect(endpoint);
        return socket;
    }

    private static void beat(Socket socket, Duration interval, Duration timeout) {
        socket.set(SocketOptions.HEARTBEAT_IVL, interval);
        socket.set(SocketOptions.HEARTBEAT_TIMEOUT, timeout);
    }

    private static void needsHeartbeats(Link link) {
        link.other().needs(Capability.of(SocketOptions.HEARTBEAT_IVL));
    }

    @ParameterizedTest
    @MethodSource("links")
    @Rule("IOP-007")
    void heartbeatsAreAnsweredAndKeepTheLink(Link link) throws Exception {
        needsHeartbeats(link);
        Socket pull = bound(link, SocketType.PULL);
        beat(pull, INTERVAL, AWAIT);
        try (RecordingRelay relay = new RecordingRelay(pull.bind(anyEndpoint("tcp")))) {
            Socket push = socket(newContext(link.connecting()), SocketType.PUSH);
            beat(push, INTERVAL, AWAIT);
            push.connect(relay.endpoint());
            await("heartbeats", () -> relay.count("PING") >= 6 && relay.count("PONG") >= 6);
            push.sendText("through");
            assertEquals("through", pull.recvText());
            assertEquals(2, relay.count("READY"), "one connection");
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    @Rule("IOP-007")
    void heartbeatsFindOutThatTheLinkIsSilent(Link link) throws Exception {
        needsHeartbeats(link);
        Socket pull = bound(link, SocketType.PULL);
        beat(pull, Duration.ofMillis(800), Duration.ofMillis(100));
        try (RecordingRelay relay = new RecordingRelay(pull.bind(anyEndpoint("tcp")))) {
            connected(link, SocketType.PUSH, relay.endpoint());
            await("a handshake", () -> relay.count("READY") == 2);
            relay.fallSilent(); // before the first heartbeat: JeroMQ 0.6.0 may not find out later (docs/jeromq.md)
            assertTrue(relay.awaitClosedByServer());
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    @Rule("IOP-012")
    void streamSeesTheBytesOfTheOther(Link link) {
        link.other().needs(Capability.of(link.binds() ? SocketType.DEALER : SocketType.STREAM));
        Socket stream = bound(link, SocketType.STREAM);
        Socket dealer = connected(link, SocketType.DEALER, stream.bind(anyEndpoint("tcp")));
        byte[] id = stream.recvMultipart().get(0);
        byte[] ready = Wire.command("READY", Wire.property("Socket-Type", bytes("DEALER")));
        stream.send(List.of(id, Wire.bytes(Wire.greeting("NULL"), ready)));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        receive(stream, said, GREETING_SIZE + 2);
        byte[] greeting = said.toByteArray();
        assertEquals(0xFF, greeting[0] & 0xFF);
        assertEquals(0x7F, greeting[9]);
        assertEquals(Wire.COMMAND, greeting[GREETING_SIZE]);
        int handshake = GREETING_SIZE + 2 + greeting[GREETING_SIZE + 1];
        dealer.send(frames("hello", "x".repeat(300)));
        byte[] message = Wire.bytes(Wire.frame(Wire.MORE, bytes("hello")), Wire.frame(0, bytes("x".repeat(300))));
        receive(stream, said, handshake + message.length);
        assertArrayEquals(message, Arrays.copyOfRange(said.toByteArray(), handshake, said.size()));
        stream.send(List.of(id, Wire.frame(0, bytes("world"))));
        assertEquals("world", dealer.recvText());
    }

    /** Until there are so many bytes. */
    private static void receive(Socket stream, ByteArrayOutputStream all, int size) {
        while (all.size() < size) {
            all.writeBytes(stream.recvMultipart().get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    @NeedsTransport("ipc")
    @Rule("IOP-002")
    void messagesCrossOverIpc(Link link) {
        link.other().needs(Capability.transport("ipc"));
        Socket router = bound(link, SocketType.ROUTER);
        Socket dealer = connected(link, SocketType.DEALER, router.bind(anyEndpoint("ipc")));
        dealer.send(frames("question", "x".repeat(70_000)));
        List<byte[]> request = router.recvMultipart();
        assertFrames(request.subList(1, request.size()), "question", "x".repeat(70_000));
        router.send(List.of(request.get(0), bytes("answer")));
        assertEquals("answer", dealer.recvText());
    }
}
