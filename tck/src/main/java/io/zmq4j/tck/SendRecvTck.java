package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames as arrays, ranges, buffers and texts arrive as they were sent, and what happens when they do not fit. */
public class SendRecvTck extends ZmqTck {
    /** Around the limits of engines: inline messages, one-byte lengths, batches, 16 bits. */
    private static final int[] SIZES = {
        0, 1, 29, 30, 31, 32, 33, 34, 255, 256, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20
    };

    private static final byte[] SENTINEL = {42};

    /** Creates the area. */
    public SendRecvTck() {}

    @ParameterizedTest
    @MethodSource("transports")
    @Rule({"MSG-017", "MSG-019"})
    void everySizeArrivesIntact(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        for (int size : SIZES) {
            two.connected().send(pattern(size));
            two.connected().send(SENTINEL);
            assertArrayEquals(pattern(size), two.bound().recv(), () -> "array of " + size);
            assertArrayEquals(SENTINEL, two.bound().recv());

            two.bound().send(ByteBuffer.wrap(pattern(size)));
            two.bound().send(SENTINEL);
            ByteBuffer target = ByteBuffer.allocateDirect(size);
            assertEquals(size, two.connected().recv(target));
            assertEquals(ByteBuffer.wrap(pattern(size)), target.flip(), () -> "buffer of " + size);
            assertArrayEquals(SENTINEL, two.connected().recv());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MSG-017")
    void anyBytesOfAnyLengthArriveUnchanged(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        Random random = new Random(17);
        for (int size = 0; size <= 300; size++) {
            byte[] any = new byte[size];
            random.nextBytes(any);
            two.connected().send(any);
            assertArrayEquals(any, two.bound().recv(), () -> "array of " + any.length);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void manyMessagesKeepTheirOrder(String transport) {
        Two two = two(transport, SocketType.PULL, SocketType.PUSH);
        Task<Boolean> sender = start("sender", () -> {
            for (int i = 0; i < 5_000; i++) {
                two.connected().sendText("m" + i);
            }
            return true;
        });
        sender.during(() -> {
            for (int i = 0; i < 5_000; i++) {
                assertEquals("m" + i, two.bound().recvText());
            }
        });
        assertTrue(sender.result());
    }

    @Test
    void rangesOfArrays() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        byte[] data = pattern(100);
        two.connected().send(data, 0, 100);
        two.connected().send(data, 10, 20);
        two.connected().send(data, 100, 0);
        two.connected().send(data, 99, 1, SendFlag.DONTWAIT);
        two.connected().send(data, 5, 5, AWAIT);
        assertTrue(two.connected().trySend(data, 7, 3));
        assertArrayEquals(data, two.bound().recv());
        assertArrayEquals(Arrays.copyOfRange(data, 10, 30), two.bound().recv());
        assertEquals(0, two.bound().recv().length);
        assertArrayEquals(Arrays.copyOfRange(data, 99, 100), two.bound().recv());
        assertArrayEquals(Arrays.copyOfRange(data, 5, 10), two.bound().recv());
        assertArrayEquals(Arrays.copyOfRange(data, 7, 10), two.bound().recv());
    }

    @Test
    void rangesOutsideTheArrayAreRefused() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        byte[] data = new byte[10];
        int[][] ranges = {
            {-1, 1},
            {0, -1},
            {0, 11},
            {11, 0},
            {10, 1},
            {5, 6},
            {Integer.MAX_VALUE, 1},
            {1, Integer.MAX_VALUE},
            {Integer.MIN_VALUE, 0}
        };
        for (int[] range : ranges) {
            assertRangeRefused(range, () -> two.connected().send(data, range[0], range[1]));
            assertRangeRefused(range, () -> two.connected().send(data, range[0], range[1], SendFlag.SNDMORE));
            assertRangeRefused(range, () -> two.connected().send(data, range[0], range[1], AWAIT));
            assertRangeRefused(range, () -> two.connected().trySend(data, range[0], range[1]));
            assertRangeRefused(range, () -> two.connected().trySend(data, range[0], range[1], SendFlag.SNDMORE));
        }
        two.connected().send(data);
        assertEquals(1, two.bound().recvMultipart().size(), "no SNDMORE of a refused call is left over");
    }

    private static void assertRangeRefused(int[] range, Executable call) {
        String message = String.valueOf(assertCode(ErrorCode.EINVAL, call).getMessage());
        assertTrue(message.contains("offset " + range[0] + " and length " + range[1]), message);
        assertTrue(message.contains("10 bytes"), message);
    }

    /** Buffers of every kind with the bytes of pattern(20) as what remains. */
    private static Map<String, ByteBuffer> buffers() {
        byte[] padded = new byte[30];
        System.arraycopy(pattern(20), 0, padded, 5, 20);
        ByteBuffer direct = ByteBuffer.allocateDirect(30).put(padded);
        Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
        buffers.put("heap", ByteBuffer.wrap(pattern(20)));
        buffers.put("heap with position and limit", ByteBuffer.wrap(padded, 5, 20));
        buffers.put("heap slice", ByteBuffer.wrap(padded, 5, 20).slice());
        buffers.put("heap read-only", ByteBuffer.wrap(padded, 5, 20).asReadOnlyBuffer());
        buffers.put(
                "heap read-only slice", ByteBuffer.wrap(padded, 5, 20).slice().asReadOnlyBuffer());
        buffers.put("heap little-endian", ByteBuffer.wrap(padded, 5, 20).order(ByteOrder.LITTLE_ENDIAN));
        buffers.put("direct", ByteBuffer.allocateDirect(20).put(pattern(20)).flip());
        buffers.put(
                "direct with position and limit", direct.duplicate().position(5).limit(25));
        buffers.put("direct slice", direct.duplicate().position(5).limit(25).slice());
        buffers.put("direct read-only", direct.duplicate().position(5).limit(25).asReadOnlyBuffer());
        return buffers;
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MSG-022")
    void buffersOfEveryKindAreSent(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        buffers().forEach((kind, buffer) -> {
            int start = buffer.position();
            int end = buffer.limit();
            two.connected().send(buffer);
            assertEquals(end, buffer.position(), kind);
            assertEquals(end, buffer.limit(), kind);
            assertArrayEquals(pattern(20), two.bound().recv(), kind);
            two.connected().send(buffer);
            assertEquals(0, two.bound().recv().length, kind);
            buffer.position(start);
            assertTrue(two.connected().trySend(buffer), kind);
            assertEquals(end, buffer.position(), kind);
            assertArrayEquals(pattern(20), two.bound().recv(), kind);
        });
    }

    @ParameterizedTest
    @MethodSource("transports")
    void buffersOfEveryKindReceive(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        buffers().forEach((kind, buffer) -> {
            if (buffer.isReadOnly()) {
                assertCode(ErrorCode.EINVAL, () -> two.bound().recv(buffer));
                assertCode(ErrorCode.EINVAL, () -> two.bound().tryRecv(buffer));
                return;
            }
            int start = buffer.position();
            int end = buffer.limit();
            two.connected().send(new byte[] {7, 8, 9});
            assertEquals(3, two.bound().recv(buffer), kind);
            assertEquals(start + 3, buffer.position(), kind);
            assertEquals(end, buffer.limit(), kind);
            assertEquals(
                    ByteBuffer.wrap(new byte[] {7, 8, 9}),
                    buffer.duplicate().flip().position(start),
                    kind);
            byte[] rest = Arrays.copyOfRange(pattern(20), 3, 20);
            assertEquals(ByteBuffer.wrap(rest), buffer.duplicate(), () -> kind + ": written behind the frame");
            two.connected().send(rest);
            assertEquals(17, two.bound().recv(buffer), () -> kind + ": exactly full");
            assertEquals(end, buffer.position(), kind);
        });
    }

    @Test
    void textIsUtf8() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        String text = "grüße, \u65e5\u672c\u8a9e, \ud83d\ude80, \u0000.";
        two.connected().sendText(text);
        assertArrayEquals(bytes(text), two.bound().recv());
        two.connected().send(bytes(text));
        assertEquals(text, two.bound().recvText());
        two.connected().sendText("");
        assertEquals("", two.bound().recvText());
    }

    @Test
    void malformedTextIsReplaced() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().send(new byte[] {'a', (byte) 0xff, 'b'});
        assertEquals("a\ufffdb", two.bound().recvText());
        two.connected().sendText("a\ud83db");
        assertEquals("a?b", two.bound().recvText());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatIsWrittenAfterSendDoesNotShow(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        for (int size : new int[] {10, 100, 100_000}) {
            byte[] data = pattern(size);
            two.connected().send(data);
            Arrays.fill(data, (byte) 0);
            ByteBuffer direct =
                    ByteBuffer.allocateDirect(size).put(pattern(size)).flip();
            two.connected().send(direct);
            direct.clear().put(new byte[size]);
            ByteBuffer heap = ByteBuffer.wrap(pattern(size));
            two.connected().send(heap);
            Arrays.fill(heap.array(), (byte) 0);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(pattern(size), two.bound().recv());
            }
        }
    }

    @Test
    void receivedArraysBelongToTheCaller() {
        Socket pub = socket(SocketType.PUB);
        String endpoint = pub.bind(anyEndpoint("inproc"));
        Socket one = socket(SocketType.SUB);
        Socket other = socket(SocketType.SUB);
        for (Socket sub : new Socket[] {one, other}) {
            sub.subscribe("p");
            sub.connect(endpoint);
            settle(pub, sub);
        }
        byte[] large = pattern(5_000);
        large[0] = 'p';
        pub.send(large);
        Arrays.fill(one.recv(), (byte) 0);
        byte[] received = other.recv();
        assertArrayEquals(large, received);
    }

    // ---- too small a buffer

    private static void assertTooSmall(Socket socket, int room, int needed) {
        ByteBuffer small = ByteBuffer.allocate(room + 3).position(3);
        String message = String.valueOf(
                assertCode(ErrorCode.EMSGSIZE, () -> socket.recv(small)).getMessage());
        assertTrue(message.contains(needed + " bytes"), message);
        assertTrue(message.contains("room for " + room), message);
        assertEquals(3, small.position());
        assertCode(ErrorCode.EMSGSIZE, () -> socket.tryRecv(small));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("MSG-020")
    void frameThatDoesNotFitIsKeptForAReceiveOfAnyForm(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        Socket socket = two.bound();
        for (int i = 0; i < 5; i++) {
            two.connected().sendText("too long " + i);
        }
        assertTooSmall(socket, 4, 10);
        assertTooSmall(socket, 0, 10);
        assertEquals("too long 0", socket.recvText());
        assertTooSmall(socket, 4, 10);
        ByteBuffer large = ByteBuffer.allocate(10);
        assertEquals(10, socket.recv(large));
        assertEquals(ByteBuffer.wrap(bytes("too long 1")), large.flip());
        assertTooSmall(socket, 4, 10);
        assertFrames(socket.recvMultipart(), "too long 2");
        assertTooSmall(socket, 4, 10);
        assertEquals(10, socket.tryRecv(large.clear()));
        assertEquals(ByteBuffer.wrap(bytes("too long 3")), large.flip());
        assertTooSmall(socket, 4, 10);
        assertEquals("too long 4", socket.tryRecvText());
        two.connected().sendText("next");
        assertEquals("next", socket.recvText());
    }

    @Test
    void keptFrameCountsForEventsAndMore() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        Socket socket = two.bound();
        two.connected().send(frames("aaaa", "bbbb", "cccc"));
        assertTooSmall(socket, 2, 4);
        assertTrue(socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        assertFalse(socket.hasMore(), "nothing was received yet");
        assertEquals("aaaa", socket.recvText());
        assertTrue(socket.hasMore());
        assertTooSmall(socket, 2, 4);
        assertTrue(socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        assertTrue(socket.hasMore());
        assertTrue(socket.get(SocketOptions.RCVMORE));
        assertEquals("bbbb", socket.recvText());
        assertTrue(socket.hasMore());
        assertTooSmall(socket, 2, 4);
        assertTrue(socket.hasMore(), "the last frame is kept");
        assertEquals("cccc", socket.recvText());
        assertFalse(socket.hasMore());
        assertFalse(socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
    }

    @Test
    void wholeMessageIsReceivedAfterItsFirstFrameDidNotFit() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().send(frames("aaaa", "b"));
        assertTooSmall(two.bound(), 2, 4);
        assertFrames(two.bound().recvMultipart(), "aaaa", "b");
    }

    @Test
    void keptFrameDoesNotHinderSending() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("aaaa");
        assertTooSmall(two.bound(), 2, 4);
        two.bound().sendText("meanwhile");
        assertEquals("meanwhile", two.connected().recvText());
        assertEquals("aaaa", two.bound().recvText());
    }

    @Test
    void reqAndRepDoNotSendWhileAFrameIsKept() {
        Two two = two(SocketType.REP, SocketType.REQ);
        two.connected().sendText("request");
        assertTooSmall(two.bound(), 2, 7);
        assertThrows(WrongStateException.class, () -> two.bound().sendText("reply"));
        assertFalse(two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT));
        assertEquals("request", two.bound().recvText());
        two.bound().sendText("reply");
        assertTooSmall(two.connected(), 2, 5);
        assertThrows(WrongStateException.class, () -> two.connected().sendText("request 2"));
        assertEquals("reply", two.connected().recvText());
        two.connected().sendText("request 2");
        assertEquals("request 2", two.bound().recvText());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void disconnectAndUnbindWhileAFrameIsKeptAreRefused(String transport) {
        Two two = two(transport, SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("aaaa");
        two.bound().sendText("bbbb");
        assertTooSmall(two.bound(), 2, 4);
        assertTooSmall(two.connected(), 2, 4);
        assertThrows(WrongStateException.class, () -> two.bound().unbind(two.endpoint()));
        ZmqException thrown =
                assertThrows(WrongStateException.class, () -> two.connected().disconnect(two.endpoint()));
        assertEquals(ErrorCode.EFSM, thrown.code());
        assertEquals("aaaa", two.bound().recvText());
        assertEquals("bbbb", two.connected().recvText());
        two.connected().disconnect(two.endpoint());
        two.bound().unbind(two.endpoint());
    }

    @Test
    void closeDropsAKeptFrame() {
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().sendText("aaaa");
        assertTooSmall(two.bound(), 2, 4);
        two.bound().close();
        assertTrue(two.bound().isClosed());
        assertTrue(context().close(AWAIT));
    }
}
