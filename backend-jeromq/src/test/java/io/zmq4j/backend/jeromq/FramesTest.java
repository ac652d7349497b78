package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes around the limits of the wire format and of the engine's buffers, out of and into buffers of every kind. */
class FramesTest {
    private static final byte[] SENTINEL = bytes("sentinel");
    private static final int MARGIN = 13;

    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    static Stream<String> endpoints() {
        return Stream.of("inproc://frames", Loopback.ANY_PORT);
    }

    private static final List<Integer> SIZES = List.of(0, 1, 255, 256, 8191, 8192, 8193, 65535, 65536, 65537, 1 << 20);

    /** Kinds of buffers with some bytes in front of and behind their content. */
    private static final List<UnaryOperator<ByteBuffer>> KINDS = List.of(
            buffer -> buffer,
            buffer -> buffer.slice(),
            ByteBuffer::asReadOnlyBuffer,
            buffer -> ByteBuffer.allocateDirect(buffer.capacity())
                    .put(buffer.duplicate().clear())
                    .limit(buffer.limit())
                    .position(buffer.position()),
            buffer -> ByteBuffer.allocateDirect(buffer.remaining())
                    .put(buffer.duplicate())
                    .flip());

    @ParameterizedTest
    @MethodSource("endpoints")
    void everySizeOutOfEveryKindOfBuffer(String endpoint) {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind(endpoint));
        for (int size : SIZES) {
            for (UnaryOperator<ByteBuffer> kind : KINDS) {
                ByteBuffer buffer = kind.apply(filled(size));
                byte[] expected = new byte[size];
                buffer.get(buffer.position(), expected);
                push.send(buffer);
                assertEquals(buffer.limit(), buffer.position());
                push.send(SENTINEL);
                assertArrayEquals(expected, pull.recv(), () -> size + " bytes");
                assertArrayEquals(SENTINEL, pull.recv(), () -> "after " + size + " bytes");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void everySizeIntoEveryKindOfBuffer(String endpoint) {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind(endpoint));
        for (int size : SIZES) {
            byte[] data = new byte[size];
            new Random(size).nextBytes(data);
            for (ByteBuffer target : List.of(
                    ByteBuffer.allocate(size),
                    ByteBuffer.allocate(size + 2 * MARGIN).position(MARGIN),
                    ByteBuffer.allocate(size + 2 * MARGIN)
                            .position(MARGIN)
                            .slice()
                            .position(1),
                    ByteBuffer.allocateDirect(size + MARGIN).position(MARGIN))) {
                int start = target.position();
                push.send(data);
                push.send(SENTINEL);
                assertEquals(size, pull.recv(target));
                assertEquals(start + size, target.position());
                byte[] received = new byte[size];
                target.get(start, received);
                assertArrayEquals(data, received);
                assertArrayEquals(SENTINEL, pull.recv());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void rangesOfArrays(String endpoint) {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind(endpoint));
        byte[] data = new byte[100_000];
        new Random(1).nextBytes(data);
        for (int size : SIZES) {
            int length = Math.min(size, data.length - MARGIN);
            push.send(data, MARGIN, length);
            push.send(SENTINEL);
            assertArrayEquals(java.util.Arrays.copyOfRange(data, MARGIN, MARGIN + length), pull.recv());
            assertArrayEquals(SENTINEL, pull.recv());
        }
    }

    private static ByteBuffer filled(int size) {
        byte[] all = new byte[size + 2 * MARGIN];
        new Random(size).nextBytes(all);
        return ByteBuffer.wrap(all, MARGIN, size);
    }
}
