package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Msg;
import io.zmq4j.RecvFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of sizes around every limit there is, from and into every kind of memory. Each is followed by a sentinel, so
 * that a byte too many or too few is noticed; what was sent is still the caller's, and unchanged.
 */
public class OddSizeTck extends ZmqTck {
    private static final int LARGEST = 64 << 20;
    private static final int FRAMES = 1_000;
    private static final byte[] SENTINEL = bytes("sentinel");

    /** Around a range and a slice: never to be sent. */
    private static final int MARGIN = 5;

    /** For subclasses. */
    protected OddSizeTck() {}

    /** A way to send the bytes. */
    interface Sending {
        /** Returns what checks that the caller's memory is as it was, and all was taken. */
        Runnable send(Socket socket, byte[] bytes);
    }

    /** A way to receive them. */
    interface Receiving {
        byte[] recv(Socket socket, int size);
    }

    static IntStream sizes() {
        IntStream all =
                IntStream.of(0, 1, 29, 30, 31, 32, 33, 34, 255, 256, 8_191, 8_192, 8_193, 65_535, 65_536, 65_537);
        return Scale.current() == Scale.SHORT ? all : IntStream.concat(all, IntStream.of((1 << 20) - 1, 1 << 20));
    }

    // ---- sending

    static Stream<Arguments> sendings() {
        return Stream.of(
                sending("array", (socket, bytes) -> {
                    byte[] copy = bytes.clone();
                    socket.send(copy);
                    return () -> assertArrayEquals(bytes, copy);
                }),
                sending("range", (socket, bytes) -> {
                    byte[] around = around(bytes);
                    socket.send(around, MARGIN, bytes.length);
                    return () -> assertArrayEquals(around(bytes), around);
                }),
                sending("heap buffer", (socket, bytes) -> buffer(socket, bytes, ByteBuffer.allocate(bytes.length))),
                sending(
                        "direct buffer",
                        (socket, bytes) -> buffer(socket, bytes, ByteBuffer.allocateDirect(bytes.length))),
                sending("slice of a heap buffer", (socket, bytes) -> {
                    ByteBuffer all = ByteBuffer.allocate(bytes.length + 2 * MARGIN);
                    return buffer(socket, bytes, all.position(MARGIN).slice().limit(bytes.length));
                }),
                sending("slice of a direct buffer", (socket, bytes) -> {
                    ByteBuffer all = ByteBuffer.allocateDirect(bytes.length + 2 * MARGIN);
                    return buffer(socket, bytes, all.position(MARGIN).slice().limit(bytes.length));
                }),
                sending("part of a buffer", (socket, bytes) -> {
                    ByteBuffer all = ByteBuffer.allocate(bytes.length + 2 * MARGIN);
                    return buffer(socket, bytes, all.position(MARGIN).limit(MARGIN + bytes.length));
                }),
                sending("read-only heap buffer", (socket, bytes) -> readOnly(socket, bytes, ByteBuffer.wrap(bytes))),
                sending("read-only direct buffer", (socket, bytes) -> {
                    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
                    return readOnly(socket, bytes, direct.put(bytes).flip());
                }),
                sending("Msg", (socket, bytes) -> {
                    byte[] copy = bytes.clone();
                    try (Msg msg = socket.context().msg(copy)) {
                        assertEquals(bytes.length, socket.send(msg));
                        assertEquals(0, msg.size());
                    }
                    return () -> assertArrayEquals(bytes, copy);
                }));
    }

    private static Arguments sending(String name, Sending sending) {
        return arguments(name, sending);
    }

    private static byte[] around(byte[] bytes) {
        byte[] around = new byte[bytes.length + 2 * MARGIN];
        Arrays.fill(around, (byte) 0x55);
        System.arraycopy(bytes, 0, around, MARGIN, bytes.length);
        return around;
    }

    private static Runnable buffer(Socket socket, byte[] bytes, ByteBuffer buffer) {
        int start = buffer.position();
        buffer.duplicate().put(bytes);
        return sendBuffer(socket, bytes, buffer, start);
    }

    private static Runnable readOnly(Socket socket, byte[] bytes, ByteBuffer buffer) {
        return sendBuffer(socket, bytes, buffer.asReadOnlyBuffer(), 0);
    }

    private static Runnable sendBuffer(Socket socket, byte[] bytes, ByteBuffer buffer, int start) {
        int end = buffer.limit();
        socket.send(buffer);
        return () -> {
            assertEquals(end, buffer.position());
            assertEquals(end, buffer.limit());
            assertEquals(start + bytes.length, end);
            assertEquals(ByteBuffer.wrap(bytes), buffer.duplicate().position(start));
        };
    }

    // ---- receiving

    static Stream<Arguments> receivings() {
        return Stream.of(
                receiving("array", (socket, size) -> socket.recv()),
                receiving("heap buffer", (socket, size) -> into(socket, ByteBuffer.allocate(size))),
                receiving("direct buffer", (socket, size) -> into(socket, ByteBuffer.allocateDirect(size))),
                receiving("slice of a heap buffer", (socket, size) -> {
                    ByteBuffer all = ByteBuffer.allocate(size + 2 * MARGIN);
                    byte[] received = into(socket, all.position(MARGIN).slice().limit(size));
                    assertUntouched(all, size);
                    return received;
                }),
                receiving("slice of a direct buffer", (socket, size) -> {
                    ByteBuffer all = ByteBuffer.allocateDirect(size + 2 * MARGIN);
                    byte[] received = into(socket, all.position(MARGIN).slice().limit(size));
                    assertUntouched(all, size);
                    return received;
                }),
                receiving("Msg", (socket, size) -> {
                    try (Msg msg = socket.context().msg()) {
                        assertEquals(size, socket.recv(msg));
                        assertEquals(size, msg.data().remaining());
                        return msg.toByteArray();
                    }
                }),
                receiving("list", (socket, size) -> {
                    List<byte[]> frames = socket.recvMultipart();
                    assertEquals(1, frames.size());
                    return frames.get(0);
                }));
    }

    private static Arguments receiving(String name, Receiving receiving) {
        return arguments(name, receiving);
    }

    private static byte[] into(Socket socket, ByteBuffer target) {
        int start = target.position();
        int size = socket.recv(target);
        assertEquals(start + size, target.position());
        byte[] received = new byte[size];
        target.duplicate().position(start).get(received);
        return received;
    }

    private static void assertUntouched(ByteBuffer all, int size) {
        for (int i = 0; i < MARGIN; i++) {
            assertEquals(0, all.get(i));
            assertEquals(0, all.get(MARGIN + size + i));
        }
    }

    // ---- tests

    @ParameterizedTest(name = "{0}")
    @MethodSource("sendings")
    void everySizeIsSentFrom(String name, Sending sending) {
        for (Two two : pairs()) {
            sizes().forEach(size -> sendOne(two, sending, size));
        }
    }

    private static void sendOne(Two two, Sending sending, int size) {
        byte[] bytes = pattern(size);
        Runnable check = sending.send(two.connected(), bytes);
        two.connected().send(SENTINEL);
        assertArrayEquals(bytes, two.bound().recv(), () -> size + " bytes over " + two.endpoint());
        assertArrayEquals(SENTINEL, two.bound().recv());
        check.run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("receivings")
    void everySizeIsReceivedInto(String name, Receiving receiving) {
        for (Two two : pairs()) {
            sizes().forEach(size -> receiveOne(two, receiving, size));
        }
    }

    private static void receiveOne(Two two, Receiving receiving, int size) {
        byte[] bytes = pattern(size);
        two.connected().send(bytes);
        two.connected().send(SENTINEL);
        assertArrayEquals(bytes, receiving.recv(two.bound(), size), () -> size + " bytes over " + two.endpoint());
        assertArrayEquals(SENTINEL, two.bound().recv());
    }

    @Test
    void everySizeIsSentWithoutACopy() {
        assumeTrue(backend().supports(Capability.ZERO_COPY_SEND), "NOT TESTED: the backend has no zero-copy send");
        AtomicInteger released = new AtomicInteger();
        int sent = 0;
        for (Two two : pairs()) {
            if (!two.connected().context().backend().equals(backend())) {
                continue; // sent by another engine
            }
            for (int size : sizes().toArray()) {
                byte[] bytes = pattern(size);
                ByteBuffer all = ByteBuffer.allocateDirect(size + 2 * MARGIN);
                ByteBuffer part = all.position(MARGIN).slice().limit(size);
                part.duplicate().put(bytes);
                try (Msg msg = two.connected().context().msg(part, released::incrementAndGet)) {
                    two.connected().send(msg);
                }
                sent++;
                two.connected().send(SENTINEL);
                assertArrayEquals(bytes, two.bound().recv(), () -> size + " bytes over " + two.endpoint());
                assertArrayEquals(SENTINEL, two.bound().recv());
                assertUntouched(all, size);
                assertEquals(ByteBuffer.wrap(bytes), part);
            }
        }
        int all = sent;
        context().close(AWAIT);
        await("release of " + all + " buffers", () -> released.get() == all);
    }

    @Test
    void aMessageOfAThousandFramesArrivesWhole() {
        for (Two two : pairs()) {
            List<byte[]> message = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                message.add(pattern(i % 300));
            }
            two.connected().send(message);
            two.connected().send(SENTINEL);
            List<byte[]> received = two.bound().recvMultipart();
            assertEquals(FRAMES, received.size());
            for (int i = 0; i < FRAMES; i++) {
                assertArrayEquals(message.get(i), received.get(i), "frame " + i);
            }
            assertArrayEquals(SENTINEL, two.bound().recv());
        }
    }

    @Test
    @Rule("MSG-017")
    void aLargeFrameArrivesWhole() {
        byte[] bytes = pattern(Scale.pick(8 << 20, LARGEST, LARGEST));
        for (Two two : pairs()) {
            two.connected().send(bytes);
            two.connected().send(SENTINEL);
            assertTrue(Arrays.equals(bytes, two.bound().recv()), two::endpoint);
            assertArrayEquals(SENTINEL, two.bound().recv());
        }
    }

    @Test
    @Rule("MSG-020")
    void aBufferThatIsOneByteTooSmallTakesNothing() {
        for (Two two : pairs()) {
            sizes().filter(size -> size > 0).forEach(size -> {
                two.connected().send(pattern(size));
                ByteBuffer small = ByteBuffer.allocate(size - 1);
                String message = String.valueOf(
                        assertCode(ErrorCode.EMSGSIZE, () -> two.bound().recv(small))
                                .getMessage());
                assertTrue(message.contains(size + " bytes"), message);
                assertEquals(0, small.position());
                assertArrayEquals(pattern(size), two.bound().recv(RecvFlag.DONTWAIT));
            });
        }
    }

    // ---- who sends to whom

    /** Over each transport, and to and from each other engine that is named. */
    private List<Two> pairs() {
        List<Two> pairs = new ArrayList<>();
        for (String transport : transports()) {
            if (!transport.equals("ipc")) {
                pairs.add(two(transport, SocketType.PULL, SocketType.PUSH));
            }
        }
        for (Backend peer : peers()) {
            Context other = newContext(peer);
            pairs.add(connected(socket(SocketType.PULL), socket(other, SocketType.PUSH)));
            pairs.add(connected(socket(other, SocketType.PULL), socket(SocketType.PUSH)));
        }
        return pairs;
    }

    private Two connected(Socket pull, Socket push) {
        String endpoint = pull.bind(anyEndpoint("tcp"));
        push.connect(endpoint);
        return new Two(pull, push, endpoint);
    }

    /**
     * Other backends to exchange messages with, over tcp.
     *
     * @return by default none
     */
    protected List<Backend> peers() {
        return List.of();
    }
}
