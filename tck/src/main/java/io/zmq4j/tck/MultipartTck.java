package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of several frames are atomic: all or nothing, and never without their first frame. */
public class MultipartTck extends ZmqTck {
    /** Creates the area. */
    public MultipartTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MPT-001")
    void framesArriveTogetherAndInOrder(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        for (int count : new int[] {1, 2, 3, 10, 1_000}) {
            List<byte[]> message = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                message.add(pattern(i % 3 == 0 ? 0 : i));
            }
            two.connected().send(message);
            two.connected().sendText("sentinel");
            List<byte[]> received = two.bound().recvMultipart();
            assertEquals(count, received.size());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(message.get(i), received.get(i));
            }
            assertFrames(two.bound().recvMultipart(), "sentinel");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"MPT-001", "MSG-021"})
    void frameByFrameAndAsAWholeAreTheSame(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("a", SendFlag.SNDMORE);
        two.connected().sendText("", SendFlag.SNDMORE);
        two.connected().sendText("c");
        assertFrames(two.bound().recvMultipart(), "a", "", "c");

        two.connected().send(frames("a", "", "c"));
        assertFalse(two.bound().hasMore());
        assertEquals("a", two.bound().recvText());
        assertTrue(two.bound().hasMore());
        assertTrue(two.bound().get(SocketOptions.RCVMORE));
        assertEquals("", two.bound().recvText());
        assertTrue(two.bound().hasMore());
        assertEquals("c", two.bound().recvText());
        assertFalse(two.bound().hasMore());
        assertFalse(two.bound().get(SocketOptions.RCVMORE));
        assertNull(two.bound().tryRecv());
    }

    @Test
    @Rule("MPT-003")
    void nothingArrivesBeforeTheLastFrame() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("a", SendFlag.SNDMORE);
        two.connected().sendText("b", SendFlag.SNDMORE);
        assertNull(two.bound().tryRecv());
        two.connected().sendText("c");
        assertFrames(two.bound().recvMultipart(), "a", "b", "c");
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"MPT-003", "MPT-004"})
    void messagesOfTwoSendersAreNotMixed(String transport) {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint(transport));
        Socket slow = socket(SocketType.PUSH);
        Socket quick = socket(SocketType.PUSH);
        slow.connect(endpoint);
        quick.connect(endpoint);
        slow.sendText("slow 1", SendFlag.SNDMORE);
        quick.sendText("quick 1", SendFlag.SNDMORE);
        slow.sendText("slow 2", SendFlag.SNDMORE);
        quick.sendText("quick 2");
        assertFrames(pull.recvMultipart(), "quick 1", "quick 2");
        assertNull(pull.tryRecv());
        slow.sendText("slow 3");
        assertFrames(pull.recvMultipart(), "slow 1", "slow 2", "slow 3");
    }

    @ParameterizedTest
    @CsvSource({"PUSH, PULL", "DEALER, DEALER", "DEALER, ROUTER"})
    @Rule("MPT-005")
    void framesOfOneMessageGoToOnePeer(SocketType sending, SocketType receiving) {
        for (String transport : transports()) {
            Socket sender = socket(sending);
            Socket[] receivers = {socket(receiving), socket(receiving), socket(receiving)};
            for (Socket receiver : receivers) {
                sender.connect(receiver.bind(anyEndpoint(transport)));
            }
            for (int i = 0; i < 6; i++) {
                sender.sendText("first " + i, SendFlag.SNDMORE);
                sender.sendText("second " + i, SendFlag.SNDMORE);
                sender.sendText("third " + i);
            }
            for (int i = 0; i < 6; i++) {
                List<String> message = texts(withoutRoutingId(receivers[i % 3]));
                assertEquals(List.of("first " + i, "second " + i, "third " + i), message, transport);
            }
        }
    }

    private static List<byte[]> withoutRoutingId(Socket receiver) {
        List<byte[]> message = receiver.recvMultipart();
        return receiver.type() == SocketType.ROUTER ? message.subList(1, message.size()) : message;
    }

    @Test
    @Rule("MPT-007")
    void highWaterMarkCountsMessagesAndTakesAllTheirFrames() {
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.RCVHWM, 1);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 1);
        push.connect(pull.bind(anyEndpoint("inproc")));
        for (int i = 0; i < 2; i++) {
            for (int frame = 0; frame < 4; frame++) {
                assertTrue(push.trySendText("m" + i, SendFlag.SNDMORE));
            }
            assertTrue(push.trySendText("end"));
        }
        assertFalse(push.trySendText("too many", SendFlag.SNDMORE));
        assertFrames(pull.recvMultipart(), "m0", "m0", "m0", "m0", "end");
        assertFrames(pull.recvMultipart(), "m1", "m1", "m1", "m1", "end");
    }

    @Test
    @Rule("MPT-008")
    void restOfAMessageComesBeforeAllOthers() {
        Socket pull = socket(SocketType.PULL);
        String endpoint = pull.bind(anyEndpoint("inproc"));
        for (String name : List.of("a", "b")) {
            Socket push = socket(SocketType.PUSH);
            push.connect(endpoint);
            push.send(frames(name + "1", name + "2", name + "3"));
        }
        for (int message = 0; message < 2; message++) {
            String name = pull.recvText().substring(0, 1);
            assertTrue(pull.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
            assertEquals(name + "2", pull.recvText());
            assertTrue(pull.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
            assertEquals(name + "3", pull.recvText());
        }
        assertNull(pull.tryRecv());
    }

    @ParameterizedTest
    @CsvSource({"PAIR, PAIR", "PUSH, PULL", "DEALER, DEALER", "DEALER, ROUTER", "REQ, REP", "PUB, SUB"})
    @Rule("MPT-009")
    void emptyFramesAreKept(SocketType sending, SocketType receiving) {
        for (String transport : transports()) {
            Two two = two(transport, receiving, sending);
            if (receiving == SocketType.SUB) {
                two.bound().subscribe("");
                settle(two.connected(), two.bound());
            }
            for (String[] message : new String[][] {{""}, {"", ""}, {"a", "", "b"}, {"", "a", ""}}) {
                two.connected().send(frames(message));
                assertFrames(withoutRoutingId(two.bound()), message);
                if (receiving == SocketType.REP) {
                    two.bound().send(frames(message));
                    assertFrames(two.connected().recvMultipart(), message);
                }
            }
        }
    }

    @Test
    void listsThatAreNoMessageAreRefusedAsAWhole() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        List<byte[]> withNull = new ArrayList<>(frames("a", "b"));
        withNull.add(null);
        assertThrows(NullPointerException.class, () -> two.connected().send(withNull));
        assertThrows(NullPointerException.class, () -> two.connected().send(withNull, AWAIT));
        assertThrows(NullPointerException.class, () -> two.connected().trySend(withNull));
        List<byte[]> empty = Collections.emptyList();
        assertCode(ErrorCode.EINVAL, () -> two.connected().send(empty));
        assertCode(ErrorCode.EINVAL, () -> two.connected().send(empty, AWAIT));
        assertCode(ErrorCode.EINVAL, () -> two.connected().trySend(empty));
        two.connected().sendText("sentinel");
        assertFrames(two.bound().recvMultipart(), "sentinel");
    }

    @Test
    void helpersAreRefusedInsideAMessage() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("a", SendFlag.SNDMORE);
        assertThrows(WrongStateException.class, () -> two.connected().send(frames("x", "y")));
        assertThrows(WrongStateException.class, () -> two.connected().send(frames("x", "y"), AWAIT));
        assertThrows(WrongStateException.class, () -> two.connected().trySend(frames("x", "y")));
        two.connected().sendText("b");
        two.connected().send(frames("c", "d"));

        assertEquals("a", two.bound().recvText());
        assertThrows(WrongStateException.class, two.bound()::recvMultipart);
        assertThrows(WrongStateException.class, () -> two.bound().recvMultipart(AWAIT));
        assertThrows(WrongStateException.class, two.bound()::tryRecvMultipart);
        assertEquals("b", two.bound().recvText());
        assertFrames(two.bound().recvMultipart(), "c", "d");
    }

    @Test
    void sendThatTimesOutSendsNothing() {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint("inproc"));
        assertThrows(WouldBlockException.class, () -> push.send(frames("a", "b", "c"), SHORT));
        assertFalse(push.trySend(frames("a", "b", "c")));
        assertThrows(WouldBlockException.class, () -> push.sendText("a", SendFlag.SNDMORE, SendFlag.DONTWAIT));
        Socket pull = socket(SocketType.PULL);
        pull.connect(endpoint);
        push.sendText("sentinel");
        assertFrames(pull.recvMultipart(), "sentinel");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void disconnectAndUnbindInsideAMessageAreRefused(String transport) {
        Two receivesBound = two(transport, SocketType.PAIR, SocketType.PAIR);
        receivesBound.connected().send(frames("a", "b"));
        assertEquals("a", receivesBound.bound().recvText());
        assertThrows(WrongStateException.class, () -> receivesBound.bound().unbind(receivesBound.endpoint()));
        assertEquals("b", receivesBound.bound().recvText());
        receivesBound.connected().sendText("still bound");
        assertEquals("still bound", receivesBound.bound().recvText());
        receivesBound.bound().unbind(receivesBound.endpoint());

        Two receivesConnected = two(transport, SocketType.PAIR, SocketType.PAIR);
        Socket connected = receivesConnected.connected();
        receivesConnected.bound().send(frames("c", "d"));
        assertEquals("c", connected.recvText());
        assertThrows(WrongStateException.class, () -> connected.disconnect(receivesConnected.endpoint()));
        assertEquals("d", connected.recvText());
        receivesConnected.bound().sendText("still connected");
        assertEquals("still connected", connected.recvText());
        connected.disconnect(receivesConnected.endpoint());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void closeInsideAMessageIsHarmless(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        two.connected().send(frames("a", "b"));
        assertEquals("a", two.bound().recvText());
        two.bound().sendText("half", SendFlag.SNDMORE);
        two.bound().close();
        two.connected().close();
        assertTrue(context().close(AWAIT));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"MPT-002", "MPT-010"})
    void messageWhosePeerLeavesIsNeverSeenWithoutItsFirstFrame(String transport) {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint(transport));
        for (int round = 0; round < 5; round++) {
            String name = "round " + round;
            Socket leaving = socket(SocketType.PULL);
            leaving.connect(endpoint);
            push.sendText("hello");
            assertFrames(leaving.recvMultipart(), "hello");
            push.sendText(name + " first", SendFlag.SNDMORE);
            leaving.close();
            push.sendText(name + " second", SendFlag.SNDMORE);
            push.sendText(name + " third");

            Socket staying = socket(SocketType.PULL);
            staying.connect(endpoint);
            AtomicReference<List<byte[]>> seen = new AtomicReference<>();
            await("a message after the peer has left", () -> {
                push.trySend(frames(name, "whole"));
                List<byte[]> message = staying.tryRecvMultipart();
                while (message != null) {
                    seen.set(message);
                    assertEquals(name, texts(message).get(0), () -> "not whole: " + texts(seen.get()));
                    assertEquals(2, message.size());
                    message = staying.tryRecvMultipart();
                }
                return seen.get() != null;
            });
            staying.close();
            awaitNobody(push);
        }
    }

    /** Messages to a peer that has left, and is not known to have, are lost. */
    private static void awaitNobody(Socket push) {
        await("nobody is connected", () -> !push.trySendText("lost"));
    }

    /**
     * These types take the start of a message in when they are asked what they are ready for. libzmq 4.3.4 ends the
     * process, or loses the message, when its peer is taken away then.
     */
    @ParameterizedTest
    @EnumSource(names = {"SUB", "ROUTER", "REP"})
    void peerOfAMessageThatWasSeenIsNotTakenAway(SocketType type) {
        Socket receiver = socket(type);
        Socket sender = socket(
                type == SocketType.SUB
                        ? SocketType.PUB
                        : type == SocketType.ROUTER ? SocketType.DEALER : SocketType.REQ);
        String endpoint = sender.bind(anyEndpoint("inproc"));
        receiver.connect(endpoint);
        if (type == SocketType.SUB) {
            receiver.subscribe("a");
            settle(sender, receiver);
        }
        sender.send(frames("a", "b", "c"));
        await("the message is seen", () -> receiver.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        assertCode(ErrorCode.EFSM, () -> receiver.disconnect(endpoint));
        List<String> received = new ArrayList<>(texts(receiver.recvMultipart()));
        assertEquals(List.of("a", "b", "c"), received.subList(received.size() - 3, received.size()));
        receiver.disconnect(endpoint);
        if (type != SocketType.REP) { // which owes the reply first
            assertNull(receiver.tryRecv());
        }
    }

    /** A conflating socket hands out single frames: libzmq 4.3.4 ends the process at the next receive. */
    @Test
    @Rule("CFL-003")
    void messageOfSeveralFramesStopsAConflatingSocket() {
        if (!backend().supports(Capability.of(SocketOptions.CONFLATE))) {
            return; // shown with the options
        }
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.CONFLATE, true);
        Socket push = socket(SocketType.PUSH);
        push.connect(pull.bind(anyEndpoint("inproc")));
        await("a frame that says more follow", () -> {
            push.trySend(frames("a", "b", "c"));
            return pull.tryRecv() != null && pull.hasMore();
        });
        assertCode(ErrorCode.EFSM, pull::tryRecv);
        assertCode(ErrorCode.EFSM, pull::recv);
        pull.close();
    }
}
