package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pattern over every transport that loopback can show, and frames of every kind and size. */
@Tag("smoke")
@RequiresBackend("native")
class NativeSmokeTest extends ZmqTck {
    private static final byte SENTINEL = 0x55;

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void requestsAreReplied(String transport) {
        Two two = two(transport, SocketType.REP, SocketType.REQ);
        two.connected().sendText("question");
        assertEquals("question", two.bound().recvText());
        two.bound().sendText("answer");
        assertEquals("answer", two.connected().recvText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void subscribersReceiveWhatTheySubscribedTo(String transport) {
        Two two = two(transport, SocketType.PUB, SocketType.SUB);
        two.connected().subscribe("news.");
        settle(two.bound(), two.connected());
        two.bound().sendText("noise.1");
        two.bound().sendText("news.2");
        assertEquals("news.2", two.connected().recvText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void xpubReceivesSubscriptions(String transport) {
        Two two = two(transport, SocketType.XPUB, SocketType.XSUB);
        two.connected().send(new byte[] {1, 'a'});
        assertArrayEquals(new byte[] {1, 'a'}, two.bound().recv());
        two.bound().sendText("abc");
        assertEquals("abc", two.connected().recvText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void pipelinesKeepTheOrder(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        for (int i = 0; i < 100; i++) {
            two.connected().sendText("task " + i);
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("task " + i, two.bound().recvText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void routersKnowTheirPeers(String transport) {
        Socket router = socket(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("d"));
        dealer.connect(router.bind(anyEndpoint(transport)));
        dealer.send(frames("", "body"));
        assertFrames(router.recvMultipart(), "d", "", "body");
        router.send(frames("d", "back"));
        assertFrames(dealer.recvMultipart(), "back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp", "ipc"})
    void pairsTalkBothWays(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("a");
        assertEquals("a", two.bound().recvText());
        two.bound().sendText("b");
        assertEquals("b", two.connected().recvText());
    }

    @Test
    void streamsSpeakPlainBytes() {
        Two two = two("tcp", SocketType.STREAM, SocketType.STREAM);
        List<byte[]> greeting = two.connected().recvMultipart();
        assertEquals(0, greeting.get(1).length);
        two.connected().send(greeting.get(0), SendFlag.SNDMORE);
        two.connected().sendText("plain");
        two.bound().recvMultipart();
        assertEquals("plain", texts(two.bound().recvMultipart()).get(1));
    }

    static Stream<Arguments> sizes() {
        return Stream.of("inproc", "tcp", "ipc")
                .flatMap(transport -> Stream.of(
                                0, 1, 32, 33, 34, 63, 64, 255, 256, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20,
                                64 << 20)
                        .map(size -> Arguments.of(transport, size)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void framesOfAnySizeArriveIntactAndTouchNothingElse(String transport, int size) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        byte[] content = pattern(size);
        byte[] padded = new byte[size + 2];
        padded[0] = SENTINEL;
        padded[size + 1] = SENTINEL;
        System.arraycopy(content, 0, padded, 1, size);

        two.connected().send(padded, 1, size, SendFlag.SNDMORE);
        two.connected().send(direct(content).position(3), SendFlag.SNDMORE);
        two.connected().send(ByteBuffer.wrap(padded, 1, size).slice().asReadOnlyBuffer(), SendFlag.SNDMORE);
        two.connected().send(ByteBuffer.wrap(padded, 1, size));

        assertArrayEquals(content, two.bound().recv());
        assertTrue(two.bound().hasMore());
        assertReceived(content, two.bound(), ByteBuffer.allocate(size + 7));
        assertReceived(content, two.bound(), ByteBuffer.allocateDirect(size + 7));
        assertReceived(
                content,
                two.bound(),
                ByteBuffer.allocate(size + 20).position(13).slice());
        assertFalse(two.bound().hasMore());
        assertArrayEquals(content, Arrays.copyOfRange(padded, 1, size + 1));
    }

    /** Three bytes in front of the content, one behind. */
    private static ByteBuffer direct(byte[] content) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length + 4);
        buffer.put(3, content).put(content.length + 3, SENTINEL);
        return buffer.limit(content.length + 3);
    }

    private static void assertReceived(byte[] content, Socket socket, ByteBuffer target) {
        target.put(1, SENTINEL).put(content.length + 2, SENTINEL);
        target.position(2);
        assertEquals(content.length, socket.recv(target));
        assertEquals(content.length + 2, target.position());
        byte[] received = new byte[content.length];
        target.get(2, received);
        assertArrayEquals(content, received);
        assertEquals(SENTINEL, target.get(1));
        assertEquals(SENTINEL, target.get(content.length + 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 8193, 70_000})
    void moreIsKnownAfterTheFrameWasTaken(int size) {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        assertFalse(two.bound().hasMore());
        two.connected().send(List.of(pattern(size), pattern(size), pattern(size)));
        assertArrayEquals(pattern(size), two.bound().recv());
        assertTrue(two.bound().hasMore());
        two.bound().recv();
        assertTrue(two.bound().hasMore());
        two.bound().recv();
        assertFalse(two.bound().hasMore());
        assertNull(two.bound().tryRecv());
        assertFalse(two.bound().hasMore());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 8193, 70_000})
    void aFrameTooLargeForItsBufferIsKept(int size) {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.connected().send(List.of(pattern(size), pattern(size + 1)));
        assertCode(ErrorCode.EMSGSIZE, () -> two.bound().recv(ByteBuffer.allocate(size - 1)));
        assertFalse(two.bound().hasMore());
        assertArrayEquals(pattern(size), two.bound().recv());
        assertCode(ErrorCode.EMSGSIZE, () -> two.bound().recv(ByteBuffer.allocateDirect(size)));
        assertTrue(two.bound().hasMore());
        assertArrayEquals(pattern(size + 1), two.bound().recv());
        assertFalse(two.bound().hasMore());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 8192, 8193})
    void aSendThatWouldBlockLeavesTheBytesAlone(int size) {
        Socket push = socket(SocketType.PUSH);
        Socket pull = socket(SocketType.PULL);
        push.set(SocketOptions.SNDHWM, 1);
        pull.set(SocketOptions.RCVHWM, 1);
        pull.connect(push.bind(anyEndpoint("inproc")));
        byte[] content = pattern(size);
        int sent = 0;
        while (push.trySend(content)) {
            sent++;
        }
        assertTrue(sent > 0);
        assertCode(ErrorCode.EAGAIN, () -> push.send(direct(content).position(3), Duration.ofMillis(5)));
        for (int i = 0; i < sent; i++) {
            assertArrayEquals(content, pull.recv());
        }
        assertNull(pull.tryRecv());
    }
}
