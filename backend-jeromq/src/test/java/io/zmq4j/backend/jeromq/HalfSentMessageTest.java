package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.PollEvent;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs with the engine's assertions on and off. */
@Tag("smoke")
class HalfSentMessageTest {
    /** Few of them do harm: {@code RepairsTest} asks for more. */
    private static final int MOMENTS = Integer.getInteger("zmq4j.test.moments", Scale.pick(400, 8_000, 100_000));

    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Socket peer(SocketType type, String endpoint) {
        Socket peer = socket(context, type);
        peer.connect(endpoint);
        return peer;
    }

    @ParameterizedTest
    @CsvSource({
        "PUSH, PULL, inproc, 2",
        "PUSH, PULL, inproc, 4",
        "PUSH, PULL, tcp, 3",
        "DEALER, DEALER, inproc, 2",
        "DEALER, DEALER, inproc, 4",
        "DEALER, DEALER, tcp, 3",
    })
    void noPeerGetsTheRestOfAMessageThatAnotherBegan(SocketType type, SocketType peers, String transport, int frames) {
        for (int round = 0; round < 5; round++) {
            Socket sender = socket(context, type);
            String bound = sender.bind(ZmqTck.anyEndpoint(transport));
            Socket one = peer(peers, bound);
            Socket other = peer(peers, bound);
            awaitBoth(sender, one, other);
            sendHead(sender, one, other);
            one.close();
            settle(sender);
            for (int i = 2; i < frames; i++) {
                sender.send(bytes("middle"), SendFlag.SNDMORE);
            }
            sender.send(bytes("tail"));
            // Either the other one has all of it, or nothing of it.
            byte[] first = nextOf(sender, other);
            if (Arrays.equals(bytes("head"), first)) {
                for (int i = 2; i < frames; i++) {
                    assertArrayEquals(bytes("middle"), other.recv());
                }
                assertArrayEquals(bytes("tail"), other.recv());
                first = nextOf(sender, other);
            }
            assertArrayEquals(bytes("next"), first);
            sender.close();
            other.close();
        }
    }

    /** Both have a connection once both got a message. What is under way stays little: nothing gets full. */
    private static void awaitBoth(Socket sender, Socket one, Socket other) {
        boolean oneHas = false;
        boolean otherHas = false;
        while (!oneHas || !otherHas) {
            sender.trySend(bytes("here?"));
            long end = System.nanoTime() + Duration.ofMillis(1).toNanos();
            boolean came = false;
            while (!came && System.nanoTime() < end) {
                boolean toOne = drain(one);
                boolean toOther = drain(other);
                oneHas |= toOne;
                otherHas |= toOther;
                came = toOne || toOther;
            }
        }
    }

    /** Nothing is known that could be in its way. */
    private static void sendHead(Socket sender, Socket one, Socket other) {
        try {
            sender.send(bytes("head"), SendFlag.SNDMORE);
        } catch (WouldBlockException e) {
            boolean now = sender.trySend(bytes("now?"));
            throw new AssertionError(
                    "sent now: " + now + "; events then: " + sender.get(SocketOptions.EVENTS) + "; one had got some: "
                            + drain(one) + ", the other: " + drain(other),
                    e);
        }
    }

    private static boolean drain(Socket socket) {
        boolean something = false;
        while (socket.tryRecv() != null) {
            something = true;
        }
        return something;
    }

    /** Messages to a peer that is leaving are lost: so as many as it takes. */
    private static byte[] nextOf(Socket sender, Socket receiver) {
        long end = System.nanoTime() + JeroMq.LONG.toNanos();
        while (System.nanoTime() < end) {
            byte[] frame = receiver.tryRecv();
            if (frame != null && !Arrays.equals(bytes("here?"), frame)) {
                return frame;
            }
            if (frame == null) {
                sender.trySend(bytes("next"));
            }
        }
        throw new AssertionError("nothing received");
    }

    /** Gives the engine time to tell the sender that a peer has gone. */
    private static void settle(Socket sender) {
        long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
        while (System.nanoTime() < end) {
            sender.hasMore();
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({"PUSH, PULL", "DEALER, DEALER", "PAIR, PAIR"})
    void withoutAnotherPeerTheRestIsDroppedAndTheNextMessageWaits(SocketType type, SocketType peers) {
        Socket sender = socket(context, type);
        String bound = sender.bind(Loopback.ANY_PORT);
        Socket one = peer(peers, bound);
        sender.send(bytes("here?"));
        one.recv();
        sender.send(bytes("head"), SendFlag.SNDMORE);
        one.close();
        settle(sender);
        sender.send(bytes("middle"), SendFlag.SNDMORE);
        sender.send(bytes("tail"));
        JeroMq.await(
                "the sender to know", () -> !sender.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT));
        Socket other = peer(peers, bound);
        sender.send(bytes("next"));
        assertArrayEquals(bytes("next"), other.recv());
        sender.send(bytes("and another"));
        assertArrayEquals(bytes("and another"), other.recv());
    }

    /** The engine learns that a peer has gone only when it has read what that peer had sent. */
    @Test
    void whatThePeerThatWentHadSentIsStillReceived() {
        Socket sender = socket(context, SocketType.DEALER);
        String bound = sender.bind("inproc://unread");
        Socket one = peer(SocketType.DEALER, bound);
        sender.send(bytes("head"), SendFlag.SNDMORE);
        one.send(bytes("unread 1"));
        one.send(List.of(bytes("unread 2"), bytes("its tail")));
        one.close();
        settle(sender);
        sender.send(bytes("tail"));
        Socket other = peer(SocketType.DEALER, bound);
        sender.send(bytes("next"));
        assertArrayEquals(bytes("next"), other.recv());
        assertTrue(sender.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        assertArrayEquals(bytes("unread 1"), sender.recv());
        assertEquals(2, sender.recvMultipart().size());
        other.send(bytes("answer"));
        assertArrayEquals(bytes("answer"), sender.recv());
    }

    /** Most moments do no harm, so it takes some hundred to meet one that does. */
    @Test
    void thePeerMayGoAtAnyMoment() {
        for (int round = 0; round < MOMENTS; round++) {
            String endpoint = "inproc://moment-" + round;
            Socket sender = socket(context, SocketType.DEALER);
            sender.bind(endpoint);
            Socket one = peer(SocketType.DEALER, endpoint);
            sender.send(bytes("head"), SendFlag.SNDMORE);
            one.send(bytes("unread"));
            one.close();
            long end = System.nanoTime() + round % 400 * 1_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            sender.send(bytes("tail"));
            Socket other = peer(SocketType.DEALER, endpoint);
            sender.send(bytes("next"));
            sender.close();
            other.close();
        }
    }

    @Test
    void aRequestThatCouldNotBeSentWhollyHasNoReply() {
        Socket req = socket(context, SocketType.REQ);
        String bound = req.bind("inproc://request");
        Socket rep = peer(SocketType.REP, bound);
        req.send(bytes("head"), SendFlag.SNDMORE);
        rep.close();
        settle(req);
        req.send(bytes("tail"));
        assertThrows(WouldBlockException.class, () -> req.recv(JeroMq.QUIET));
    }

    /** Declared; libzmq loses one request more, and then goes on if it may ask again. */
    @Test
    void aRequesterThatBoundAsksNoMoreOnceItsPeerWentInTheMiddle() {
        Socket req = socket(context, SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        Monitor monitor = req.monitor();
        String bound = req.bind(Loopback.ANY_PORT);
        Socket rep = peer(SocketType.REP, bound);
        req.send(bytes("head"), SendFlag.SNDMORE);
        rep.close();
        while (!(monitor.recv(JeroMq.LONG) instanceof MonitorEvent.Disconnected)) {
            // the events before
        }
        settle(req);
        req.send(bytes("tail"));
        peer(SocketType.REP, bound);
        settle(req);
        assertThrows(WouldBlockException.class, () -> req.send(bytes("again"), JeroMq.QUIET));
    }

    /** It waits for the reply, if in vain, and says so. */
    @Test
    void aStrictRequesterWhosePeerWentInTheMiddleIsToldThatItWaitsForTheReply() {
        Socket req = socket(context, SocketType.REQ);
        req.bind("inproc://asks");
        Socket rep = peer(SocketType.REP, "inproc://asks");
        req.send(bytes("head"), SendFlag.SNDMORE);
        rep.close();
        settle(req);
        req.send(bytes("tail"));
        assertThrows(WrongStateException.class, () -> req.send(bytes("again"), JeroMq.QUIET));
        assertNull(req.tryRecv());
    }
}
