package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.ConnectRetried;
import io.zmq4j.MonitorEvent.Disconnected;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections that are lost and made again. The options of the pauses are those of {@link ConnectionOptionTck}, too.
 */
@NeedsTransport("tcp")
public class ReconnectTck extends OptionArea {
    private static final String TCP = "tcp";

    @TempDir
    private Path folder;

    /** For those who run it. */
    public ReconnectTck() {}

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ipc"})
    @Rule("RCN-001")
    void peerThatComesBackIsConnectedToAgain(String transport) {
        needsTransport(transport);
        Socket first = socket(SocketType.PULL);
        String endpoint = first.bind(transport.equals("ipc") ? "ipc://" + folder.resolve("peer") : tcp());
        Socket push = socket(SocketType.PUSH);
        push.connect(endpoint);
        send(push, "before");
        assertEquals("before", recv(first));
        Monitor monitor = first.monitor();
        first.unbind(endpoint);
        awaitEvent(monitor, MonitorEvent.Closed.class);
        first.close();
        Socket next = bindAgain(endpoint);
        await("a message after the pause", () -> {
            push.trySendText("after");
            return receiveSoon(next) != null;
        });
    }

    private Socket bindAgain(String endpoint) {
        Socket pull = socket(SocketType.PULL);
        await("bound again", () -> {
            try {
                pull.bind(endpoint);
                return true;
            } catch (ZmqException e) {
                assertEquals(ErrorCode.EADDRINUSE, e.code());
                return false;
            }
        });
        return pull;
    }

    @Test
    @Rule("RCN-002")
    void attemptsAreNotFasterThanTheInterval() throws IOException {
        needs(SocketOptions.RECONNECT_IVL);
        ServerSocket listener = later(RawPeer.listen());
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(20));
        push.connect(RawPeer.endpoint(listener));
        RawPeer peer = later(RawPeer.accept(listener));
        for (int i = 0; i < 12; i++) {
            long start = System.nanoTime();
            peer.close();
            peer = later(RawPeer.accept(listener));
            long pause = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(pause >= 18, "it came back after " + pause + " ms instead of 20 ms");
        }
    }

    @Test
    @Rule("RCN-004")
    void pausesDoubleUpToTheMaximum() throws IOException {
        needs(SocketOptions.RECONNECT_IVL, SocketOptions.RECONNECT_IVL_MAX);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(2));
        push.set(SocketOptions.RECONNECT_IVL_MAX, ms(20));
        List<Duration> pauses = pauses(push, 8);
        assertTrue(pauses.get(0).compareTo(ms(4)) < 0, pauses::toString);
        assertTrue(pauses.get(7).compareTo(ms(18)) >= 0, pauses::toString);
        assertTrue(pauses.get(7).compareTo(ms(22)) <= 0, pauses::toString);
    }

    @Test
    @Rule("OPT-117")
    void maximumBelowTheIntervalIsIgnored() throws IOException {
        needs(SocketOptions.RECONNECT_IVL, SocketOptions.RECONNECT_IVL_MAX);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, ms(8));
        push.set(SocketOptions.RECONNECT_IVL_MAX, ms(1));
        // up to 8 ms are added or taken off at random
        List<Duration> pauses = pauses(push, 30);
        assertTrue(pauses.stream().anyMatch(pause -> pause.compareTo(ms(9)) > 0), pauses::toString);
        assertTrue(pauses.stream().allMatch(pause -> pause.compareTo(ms(16)) <= 0), pauses::toString);
    }

    /** As the monitor tells of them, with nobody to connect to. */
    private static List<Duration> pauses(Socket push, int count) throws IOException {
        Monitor monitor = push.monitor();
        push.connect(unusedEndpoint());
        List<Duration> pauses = new ArrayList<>();
        while (pauses.size() < count) {
            if (monitor.recv(AWAIT) instanceof ConnectRetried retried) {
                pauses.add(retried.interval());
            }
        }
        return pauses;
    }

    @Test
    @Rule("RCN-005")
    void messagesThatWaitForTheReconnectAreSentThen() {
        Two two = two(TCP, SocketType.PULL, SocketType.PUSH);
        Socket push = two.connected();
        Monitor monitor = push.monitor();
        send(push, "before");
        assertEquals("before", recv(two.bound()));
        two.bound().close();
        awaitEvent(monitor, Disconnected.class);
        for (int i = 0; i < 10; i++) {
            assertTrue(push.trySendText("m" + i));
        }
        Socket next = bindAgain(two.endpoint());
        for (int i = 0; i < 10; i++) {
            assertEquals("m" + i, recv(next));
        }
    }

    private static void awaitEvent(Monitor monitor, Class<? extends MonitorEvent> kind) {
        while (!kind.isInstance(monitor.recv(AWAIT))) {
            // others come before
        }
    }

    @Test
    @Rule("RCN-007")
    void routingIdStaysTheSame() throws IOException {
        Reconnected ids = idsBeforeAndAfter("me");
        assertArrayEquals(bytes("me"), ids.before());
        assertArrayEquals(bytes("me"), ids.after());
    }

    @Test
    @Rule("RCN-007")
    void routingIdThatWasMadeUpIsMadeUpAnew() throws IOException {
        Reconnected ids = idsBeforeAndAfter("");
        assertFalse(Arrays.equals(ids.before(), ids.after()), () -> Arrays.toString(ids.after()));
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
    private record Reconnected(byte[] before, byte[] after) {}

    private Reconnected idsBeforeAndAfter(String id) throws IOException {
        Socket router = socket(SocketType.ROUTER);
        RecordingRelay relay = later(new RecordingRelay(router.bind(tcp())));
        Monitor monitor = router.monitor();
        Socket dealer = socket(SocketType.DEALER);
        if (!id.isEmpty()) {
            dealer.set(SocketOptions.ROUTING_ID, bytes(id));
        }
        dealer.connect(relay.endpoint());
        send(dealer, "before");
        byte[] before = router.recvMultipart(AWAIT).get(0);
        relay.cut();
        awaitEvent(monitor, Disconnected.class);
        byte[][] after = new byte[1][];
        await("a message after the pause", () -> {
            dealer.trySendText("after");
            List<byte[]> message = receiveSoon(router);
            after[0] = message == null ? new byte[0] : message.get(0);
            return message != null;
        });
        return new Reconnected(before, after[0]);
    }

    @Test
    @Rule("RCN-008")
    void peerThatWasRefusedDoesNotComeBackWithTheSamePassword() throws IOException {
        needs(SocketOptions.PLAIN_USERNAME, SocketOptions.PLAIN_PASSWORD);
        ServerSocket listener = later(RawPeer.listen());
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.PLAIN_USERNAME, "user");
        push.set(SocketOptions.PLAIN_PASSWORD, "wrong");
        push.set(SocketOptions.RECONNECT_IVL, ms(1));
        push.connect(RawPeer.endpoint(listener));
        RawPeer server = later(RawPeer.accept(listener));
        server.write(Wire.greeting(3, 0, "PLAIN", 1));
        server.read(64);
        assertEquals("HELLO", server.readFrame().name());
        server.write(Wire.command("ERROR", Wire.bytes(3, "400")));
        server.awaitClosed();
        Socket clock = socket(SocketType.PAIR);
        clock.set(SocketOptions.RECONNECT_IVL, ms(10));
        clock.connect(RawPeer.endpoint(listener));
        for (int i = 0; i < 5; i++) {
            RawPeer peer = later(RawPeer.accept(listener));
            peer.write(Wire.greeting("NULL"));
            assertEquals(
                    "NULL",
                    new String(Arrays.copyOfRange(peer.read(64), 12, 16), java.nio.charset.StandardCharsets.US_ASCII));
            peer.close();
        }
    }

    @Test
    @NeedsTransport("tcp")
    @Rule("FLT-006")
    void peerThatWasKilledIsFoundAgain() throws Exception {
        String endpoint = unusedEndpoint();
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.RECONNECT_IVL, ms(20));
        dealer.connect(endpoint);
        ProcessBuilder peer = ChildJvm.of(EndMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .builder(backend().name(), "echo", endpoint)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        for (int life = 0; life < 2; life++) {
            String text = "life " + life;
            Process process = peer.start();
            try {
                await(text, () -> dealer.trySend(bytes(text)) && isAnswered(dealer, text));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean isAnswered(Socket dealer, String text) {
        List<byte[]> answer = receiveSoon(dealer);
        while (answer != null && !texts(answer).equals(List.of(text))) {
            answer = receiveSoon(dealer);
        }
        return answer != null;
    }
}
