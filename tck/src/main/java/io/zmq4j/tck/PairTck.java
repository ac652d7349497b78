package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PAIR: one peer, both directions. */
public class PairTck extends ZmqTck {
    /** For subclasses. */
    protected PairTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PAR-003")
    void bothDirectionsAtAnyTime(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("one");
        two.connected().sendText("two");
        two.bound().sendText("three");
        two.bound().send(frames("four", "five"));
        assertEquals("three", two.connected().recvText());
        assertFrames(two.connected().recvMultipart(), "four", "five");
        assertEquals("one", two.bound().recvText());
        assertEquals("two", two.bound().recvText());
    }

    @Test
    @Rule("PAR-004")
    void withoutAPeerASendWouldWait() {
        Socket pair = socket(SocketType.PAIR);
        pair.bind(anyEndpoint("inproc"));
        assertFalse(pair.trySendText("nobody"));
        assertNull(pair.tryRecv());
    }

    @Test
    @Rule({"PAR-001", "PAR-002"})
    void secondPeerIsTurnedAway() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Socket second = socket(SocketType.PAIR);
        second.connect(two.endpoint());
        second.trySendText("never arrives");
        two.connected().sendText("first");
        assertEquals("first", two.bound().recvText());
        two.bound().sendText("to the first");
        assertEquals("to the first", two.connected().recvText());
        assertNull(second.tryRecv());
        assertNull(two.bound().tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PAR-006")
    void anotherPeerMayComeWhenTheFirstHasLeft(String transport) {
        Socket pair = socket(SocketType.PAIR);
        String endpoint = pair.bind(anyEndpoint(transport));
        for (int i = 0; i < 3; i++) {
            await("a peer is taken on", () -> talks(pair, endpoint)); // who comes too early is turned away
        }
    }

    private boolean talks(Socket pair, String endpoint) {
        Socket peer = socket(SocketType.PAIR);
        peer.connect(endpoint);
        List<byte[]> message = peer.trySendText("from " + peer) ? receiveSoon(pair) : null;
        boolean taken = message != null && texts(message).equals(List.of("from " + peer));
        if (taken) {
            pair.sendText("to " + peer);
            assertEquals("to " + peer, peer.recvText());
        }
        peer.close();
        return taken;
    }

    @Test
    void peerThatConnectsFirstMaySendAtOnce() {
        Socket connected = socket(SocketType.PAIR);
        String endpoint = anyEndpoint("inproc");
        connected.connect(endpoint);
        connected.sendText("early");
        Socket bound = socket(SocketType.PAIR);
        bound.bind(endpoint);
        assertEquals("early", bound.recvText());
        bound.send(bytes("late"), Duration.ZERO);
        assertEquals("late", connected.recvText());
    }

    @Test
    @Rule({"PAR-001", "PAR-002"})
    void secondConnectionOverTcpIsNotHeardAndTheFirstGoesOn() throws IOException {
        Two two = two("tcp", SocketType.PAIR, SocketType.PAIR);
        bounce(two);
        try (RawPeer second = RawPeer.connect(two.endpoint(), "PAIR")) {
            second.send(bytes("never arrives"));
            for (int i = 0; i < 20; i++) {
                bounce(two); // through the I/O thread that reads from the second one too
            }
        }
        bounce(two);
        assertNull(two.bound().tryRecv());
    }

    private static void bounce(Two two) {
        two.connected().sendText("there");
        assertEquals("there", two.bound().recvText());
        two.bound().sendText("and back");
        assertEquals("and back", two.connected().recvText());
    }

    @Test
    @Rule({"PAR-003", "PAR-004"})
    void fullQueueHoldsTheSenderUpAndLosesNothing() {
        Socket bound = socket(SocketType.PAIR);
        Socket connected = socket(SocketType.PAIR);
        bound.set(SocketOptions.RCVHWM, 2);
        connected.set(SocketOptions.SNDHWM, 2);
        connected.connect(bound.bind(anyEndpoint("inproc")));
        int queued = 0;
        while (connected.trySendText("m" + queued)) {
            queued++;
            assertTrue(queued < 100, "no high-water mark");
        }
        assertThrows(WouldBlockException.class, () -> connected.send(bytes("no room"), SHORT));
        bound.sendText("the other way");
        assertEquals("the other way", connected.recvText());
        Task<Boolean> sender = start("sender", () -> {
            connected.sendText("one more");
            return true;
        });
        sender.awaitWaiting();
        for (int i = 0; i < queued; i++) {
            assertEquals("m" + i, bound.recvText());
        }
        assertEquals("one more", bound.recvText());
        assertTrue(sender.result());
        assertNull(bound.tryRecv());
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("PAR-005")
    void recvWaitsUntilThereIsAMessage(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        assertNull(two.bound().tryRecv());
        assertThrows(WouldBlockException.class, () -> two.bound().recv(SHORT));
        Task<String> receiver = start("receiver", two.bound()::recvText);
        receiver.awaitWaiting();
        two.connected().sendText("at last");
        assertEquals("at last", receiver.result());
    }

    @Test
    @Rule("PAR-007")
    void whoConnectedOverTcpFindsThePeerThatStartsAgain() {
        Socket bound = socket(SocketType.PAIR);
        Socket connected = socket(SocketType.PAIR);
        String endpoint = bound.bind(anyEndpoint("tcp"));
        connected.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(1));
        connected.connect(endpoint);
        bounce(new Two(bound, connected, endpoint));
        bound.close();
        Socket again = socket(SocketType.PAIR);
        await("bound again", () -> bound(again, endpoint));
        await("connected again", () -> {
            connected.trySendText("hello");
            return receiveSoon(again) != null;
        });
        again.sendText("welcome back");
        assertEquals("welcome back", connected.recvText());
    }

    /** Listeners go in the background. */
    private static boolean bound(Socket socket, String endpoint) {
        try {
            socket.bind(endpoint);
            return true;
        } catch (ZmqException e) {
            assertEquals(ErrorCode.EADDRINUSE, e.code());
            return false;
        }
    }
}
