package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zmq4j.Socket;
import io.zmq4j.SocketType;
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
    void withoutAPeerASendWouldWait() {
        Socket pair = socket(SocketType.PAIR);
        pair.bind(anyEndpoint("inproc"));
        assertFalse(pair.trySendText("nobody"));
        assertNull(pair.tryRecv());
    }

    @Test
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
}
