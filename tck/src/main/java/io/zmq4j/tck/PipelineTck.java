package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PUSH and PULL: round-robin, fair-queued, waiting at the high-water mark. */
public class PipelineTck extends ZmqTck {
    private static final int LARGE = 256 << 10;
    private static final int MORE_THAN_THE_KERNEL_HOLDS = 64;

    /** For subclasses. */
    protected PipelineTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PSH-001")
    void pushGoesRoundRobin(String transport) {
        Socket push = socket(SocketType.PUSH);
        List<Socket> pulls = List.of(socket(SocketType.PULL), socket(SocketType.PULL), socket(SocketType.PULL));
        for (Socket pull : pulls) {
            push.connect(pull.bind(anyEndpoint(transport)));
        }
        for (int i = 0; i < 12; i++) {
            push.sendText("m" + i);
        }
        for (int i = 0; i < 12; i++) {
            assertEquals("m" + i, pulls.get(i % 3).recvText());
        }
        for (Socket pull : pulls) {
            assertNull(pull.tryRecv());
        }
    }

    @Test
    void messageOfSeveralFramesGoesToOnePeer() {
        Socket push = socket(SocketType.PUSH);
        List<Socket> pulls = List.of(socket(SocketType.PULL), socket(SocketType.PULL));
        for (Socket pull : pulls) {
            push.connect(pull.bind(anyEndpoint("inproc")));
        }
        push.send(frames("a", "b", "c"));
        push.send(frames("d", "e"));
        assertFrames(pulls.get(0).recvMultipart(), "a", "b", "c");
        assertFrames(pulls.get(1).recvMultipart(), "d", "e");
    }

    @Test
    @Rule({"PUL-001", "PUL-005"})
    void pullIsFair() {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint("inproc"));
        Socket[] pushes = {socket(SocketType.PUSH), socket(SocketType.PUSH), socket(SocketType.PUSH)};
        for (int p = 0; p < pushes.length; p++) {
            pushes[p].connect(endpoint);
            for (int i = 0; i < 10; i++) {
                pushes[p].send(new byte[] {(byte) p, (byte) i});
            }
        }
        int[] next = new int[pushes.length];
        for (int i = 0; i < 30; i++) {
            byte[] message = pull.recv();
            assertEquals(next[message[0]]++, message[1], "order of one sender");
            assertTrue(
                    next[0] + next[1] + next[2] < 3 * next[message[0]] + pushes.length,
                    "no sender falls behind: " + List.of(next[0], next[1], next[2]));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PUL-005")
    void manySendersLoseNothing(String transport) {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint(transport));
        for (int p = 0; p < 3; p++) {
            Socket push = socket(SocketType.PUSH);
            int sender = p;
            start("sender-" + p, () -> {
                push.connect(endpoint);
                for (int i = 0; i < 2_000; i++) {
                    push.send(frames("" + sender, "" + i));
                }
                return true;
            });
        }
        int[] next = new int[3];
        for (int i = 0; i < 6_000; i++) {
            List<String> message = texts(pull.recvMultipart());
            assertEquals(next[Integer.parseInt(message.get(0))]++, Integer.parseInt(message.get(1)));
        }
    }

    @Test
    @Rule("PSH-003")
    void pushWithoutPeersIsNotReady() {
        Socket push = socket(SocketType.PUSH);
        push.bind(anyEndpoint("inproc"));
        assertTrue(push.get(SocketOptions.EVENTS).isEmpty());
        assertFalse(push.trySendText("nobody"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Rule({"PSH-003", "PSH-004", "PUL-002"})
    void highWaterMarksOfBothEndsAddUpOnInproc(boolean bindFirst) {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        pull.set(SocketOptions.RCVHWM, 3);
        push.set(SocketOptions.SNDHWM, 4);
        String endpoint = anyEndpoint("inproc");
        if (bindFirst) {
            pull.bind(endpoint);
            push.connect(endpoint);
        } else {
            push.connect(endpoint);
            pull.bind(endpoint);
        }
        assertTrue(push.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT));
        for (int i = 0; i < 7; i++) {
            assertTrue(push.trySendText("m" + i), "message " + i);
        }
        assertFalse(push.trySendText("too many"));
        assertFalse(push.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT));
        for (int i = 0; i < 7; i++) {
            assertEquals("m" + i, pull.recvText());
        }
        push.sendText("room again");
        assertEquals("room again", pull.recvText());
    }

    @Test
    void highWaterMarkOfZeroIsNoLimit() {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        pull.set(SocketOptions.RCVHWM, 0);
        push.set(SocketOptions.SNDHWM, 0);
        push.connect(pull.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 10_000; i++) {
            assertTrue(push.trySendText("m" + i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals("m" + i, pull.recvText());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PUL-004")
    void messagesSentBeforeCloseArrive(String transport) {
        Socket pull = socket(SocketType.PULL);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.LINGER, AWAIT);
        push.connect(pull.bind(anyEndpoint(transport)));
        for (int i = 0; i < 100; i++) {
            push.sendText("m" + i);
        }
        push.close();
        for (int i = 0; i < 100; i++) {
            assertEquals("m" + i, pull.recvText());
        }
    }

    @Test
    @Rule("PSH-004")
    void everyPeerHasAQueueOfItsOwn() {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 2);
        for (int i = 0; i < 3; i++) {
            Socket pull = socket(SocketType.PULL);
            pull.set(SocketOptions.RCVHWM, 1);
            push.connect(pull.bind(anyEndpoint("inproc")));
        }
        int queued = 0;
        while (queued < 100 && push.trySendText("m" + queued)) {
            queued++;
        }
        assertEquals(3 * (2 + 1), queued);
    }

    @Test
    @Rule("PSH-002")
    void peerWhoseQueueIsFullIsPassedOver() {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 1);
        Socket stalled = socket(SocketType.PULL);
        stalled.set(SocketOptions.RCVHWM, 1);
        push.connect(stalled.bind(anyEndpoint("inproc")));
        Socket reading = socket(SocketType.PULL);
        reading.set(SocketOptions.RCVHWM, 0);
        push.connect(reading.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 20; i++) {
            assertTrue(push.trySendText("m" + i), "message " + i);
        }
        assertEquals(List.of("m0", "m2"), allOf(stalled));
        assertEquals(18, allOf(reading).size());
    }

    private static List<String> allOf(Socket pull) {
        List<String> received = new ArrayList<>();
        for (String text = pull.tryRecvText(); text != null; text = pull.tryRecvText()) {
            received.add(text);
        }
        return received;
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PSH-005")
    void whatWaitsForAPeerThatLeavesIsDropped(String transport) {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint(transport));
        Socket leaving = socket(SocketType.PULL);
        leaving.set(SocketOptions.RCVHWM, 1);
        leaving.connect(endpoint);
        for (int i = 0; i < MORE_THAN_THE_KERNEL_HOLDS; i++) {
            push.send(new byte[LARGE]);
        }
        leaving.close();
        await("nobody is connected", () -> !push.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT));
        Socket staying = socket(SocketType.PULL);
        staying.connect(endpoint);
        push.sendText("for who stays");
        assertEquals("for who stays", staying.recvText());
        assertNull(staying.tryRecv());
    }

    @Test
    @Rule("PSH-005")
    void whatWaitsForAnEndpointIsKeptForTheReconnect() throws IOException {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(1));
        try (ServerSocket listener = RawPeer.listen()) {
            push.connect(RawPeer.endpoint(listener));
            try (RawPeer leaving = RawPeer.accept(listener, "PULL")) {
                for (int i = 0; i < MORE_THAN_THE_KERNEL_HOLDS; i++) {
                    push.send(new byte[LARGE]);
                }
                push.sendText("the last");
                assertEquals(LARGE, leaving.readMessage().get(0).length);
            }
            try (RawPeer back = RawPeer.accept(listener, "PULL")) {
                byte[] message = back.readMessage().get(0);
                while (message.length == LARGE) {
                    message = back.readMessage().get(0);
                }
                assertArrayEquals(bytes("the last"), message);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PULL")
    @Rule("PSH-007")
    void pushTurnsAwayWhateverIsNoPull(SocketType type) throws IOException {
        String endpoint = socket(SocketType.PUSH).bind(anyEndpoint("tcp"));
        RawPeer.assertTurnedAway(endpoint, type.name());
    }

    @Test
    @Rule("PSH-007")
    void pushTakesAPullOn() throws IOException {
        Socket push = socket(SocketType.PUSH);
        try (RawPeer pull = RawPeer.connect(push.bind(anyEndpoint("tcp")), "PULL")) {
            push.sendText("hello");
            assertFrames(pull.readMessage(), "hello");
        }
    }
}
