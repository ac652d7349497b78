package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What sockets of each type do with a message for which there is no room, and how much room there is. */
public class HighWaterMarkTck extends OptionArea {
    private static final String PEER = "peer";

    /** Creates the area. */
    public HighWaterMarkTck() {}

    private Two full(String transport, SocketType sending, SocketType receiving, int highWaterMark) {
        Socket receiver = socket(receiving);
        receiver.set(SocketOptions.RCVHWM, highWaterMark);
        if (sending == SocketType.ROUTER) {
            receiver.set(SocketOptions.ROUTING_ID, bytes(PEER));
        }
        Socket sender = socket(sending);
        sender.set(SocketOptions.SNDHWM, highWaterMark);
        String endpoint = receiver.bind(anyEndpoint(transport));
        sender.connect(endpoint);
        return new Two(receiver, sender, endpoint);
    }

    private static int sendUntilItWouldBlock(Socket socket, int atMost) {
        int sent = 0;
        while (sent < atMost && socket.trySendText("m" + sent)) {
            sent++;
        }
        return sent;
    }

    // ---- what happens at the mark

    @ParameterizedTest
    @CsvSource({"PUSH, PULL", "DEALER, DEALER", "PAIR, PAIR"})
    @Rule({"HWM-001", "HWM-004"})
    void someTypesWait(SocketType sending, SocketType receiving) {
        Two two = full("inproc", sending, receiving, 3);
        assertEquals(6, sendUntilItWouldBlock(two.connected(), 100));
        assertFalse(canSend(two.connected()));
        for (int i = 0; i < 6; i++) {
            assertEquals("m" + i, two.bound().recvText());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "DEALER", "PAIR"})
    @Rule({"HWM-001", "HWM-005"})
    void someTypesWaitForAConnectionToCome(SocketType type) throws IOException {
        needsTransport("tcp");
        Socket socket = socket(type);
        socket.set(SocketOptions.SNDHWM, 3);
        socket.connect(unusedEndpoint());
        assertEquals(3, sendUntilItWouldBlock(socket, 100));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUB", "XPUB", "ROUTER"})
    @Rule("HWM-001")
    void someTypesDrop(SocketType type) {
        Two two = full("inproc", type, type == SocketType.ROUTER ? SocketType.DEALER : SocketType.SUB, 3);
        List<String> start = new ArrayList<>();
        if (type == SocketType.ROUTER) {
            start.add(PEER);
            two.bound().sendText("hello");
            assertFrames(two.connected().recvMultipart(), PEER, "hello");
        } else {
            two.bound().subscribe("m");
            settle(two.connected(), two.bound());
        }
        for (int i = 0; i < 100; i++) {
            List<String> message = new ArrayList<>(start);
            message.add("m" + i);
            two.connected().send(frames(message.toArray(String[]::new)));
        }
        int received = 0;
        int last = -1;
        for (String text = two.bound().tryRecvText();
                text != null;
                text = two.bound().tryRecvText()) {
            int number = Integer.parseInt(text.substring(1));
            assertTrue(number > last, "m" + number + " after m" + last);
            last = number;
            received++;
        }
        assertTrue(received >= 3 && received < 100, "received " + received);
    }

    // ---- how much room there is

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("HWM-002")
    void thereIsRoomForAsManyAtLeast(String transport) {
        Two two = full(transport, SocketType.PUSH, SocketType.PULL, 10);
        int sent = sendUntilItWouldBlock(two.connected(), 10);
        assertEquals(10, sent);
        for (int i = 0; i < sent; i++) {
            assertEquals("m" + i, two.bound().recvText());
        }
    }

    @Test
    @Rule("HWM-008")
    void thereIsRoomAgainOnceHalfIsReceived() {
        Two two = full("inproc", SocketType.PUSH, SocketType.PULL, 10);
        for (int round = 0; round < 3; round++) {
            int before = round == 0 ? 0 : 10;
            assertEquals(20 - before, sendUntilItWouldBlock(two.connected(), 100));
            for (int i = 0; i < 10; i++) {
                two.bound().recv();
            }
            await("room", () -> canSend(two.connected()));
        }
    }

    @Test
    @Rule("HWM-009")
    void eachConnectionHasRoomOfItsOwn() {
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 2);
        for (int peers = 1; peers <= 3; peers++) {
            Socket pull = socket(SocketType.PULL);
            pull.set(SocketOptions.RCVHWM, 3);
            push.connect(pull.bind(anyEndpoint("inproc")));
            assertEquals(5, sendUntilItWouldBlock(push, 100), peers + " peers");
        }
    }

    @Test
    @Rule("HWM-009")
    void eachConnectionToComeHasRoomOfItsOwn() throws IOException {
        needsTransport("tcp");
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 2);
        for (int peers = 1; peers <= 3; peers++) {
            push.connect(unusedEndpoint());
            assertEquals(2, sendUntilItWouldBlock(push, 100), peers + " peers");
        }
    }

    @ParameterizedTest
    @CsvSource({"PUSH, PULL", "DEALER, DEALER", "PAIR, PAIR"})
    @Rule("HWM-010")
    void fullReceiverHoldsBackTheSenderAndNothingIsLost(SocketType sending, SocketType receiving) {
        needsTransport("tcp");
        int many = 400;
        int size = 100_000; // in all more than the buffers of the kernel hold
        Two two = full("tcp", sending, receiving, 1);
        Task<Boolean> sender = start("sender", () -> {
            for (int i = 0; i < many; i++) {
                two.connected().send(numbered(i, size));
            }
            return true;
        });
        sender.awaitWaiting();
        sender.during(() -> {
            for (int i = 0; i < many; i++) {
                byte[] message = two.bound().recv();
                assertEquals(size, message.length);
                assertEquals(i, ((message[0] & 0xFF) << 8) | (message[1] & 0xFF));
            }
        });
        assertTrue(sender.result());
    }

    private static byte[] numbered(int number, int size) {
        byte[] message = new byte[size];
        message[0] = (byte) (number >> 8);
        message[1] = (byte) number;
        return message;
    }
}
