package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of every small length, between every kind of memory: all of it, and nothing beside it. */
@RequiresBackend("native")
class NativeMemoryTest extends ZmqTck {
    private static final int LONGEST = 150;
    private static final int MARGIN = 9;
    private static final int ROOM = LONGEST + 2 * MARGIN;
    private static final byte UNTOUCHED = -1;

    private LibC libc;
    private MemoryWindows memory;
    private long address;

    @BeforeEach
    void allocate() throws NativeUnavailableException {
        NativeBinding binding = NativeLoader.binding();
        libc = binding.libc();
        memory = binding.memory();
        address = libc.malloc(ROOM);
    }

    @AfterEach
    void free() {
        libc.free(address);
    }

    private static List<ByteBuffer> buffers() {
        return List.of(
                ByteBuffer.allocate(ROOM),
                ByteBuffer.allocateDirect(ROOM),
                ByteBuffer.allocateDirect(ROOM).order(ByteOrder.LITTLE_ENDIAN),
                ByteBuffer.allocate(ROOM + 3).position(3).slice());
    }

    private static byte[] numbered(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    /** Bytes of a length with untouched ones around them. */
    private static byte[] framed(int length) {
        byte[] all = untouched();
        System.arraycopy(numbered(length), 0, all, MARGIN, length);
        return all;
    }

    private static byte[] untouched() {
        byte[] all = new byte[ROOM];
        Arrays.fill(all, UNTOUCHED);
        return all;
    }

    private void setMemory(byte[] bytes) {
        libc.view(address, ROOM).put(0, bytes);
    }

    private byte[] getMemory() {
        return contents(libc.view(address, ROOM));
    }

    private static byte[] contents(ByteBuffer buffer) {
        byte[] bytes = new byte[ROOM];
        buffer.get(0, bytes);
        return bytes;
    }

    @Test
    void arraysAreCopiedInWholeAndNothingBeside() {
        for (int length = 0; length <= LONGEST; length++) {
            setMemory(untouched());
            memory.copyIn(framed(length), MARGIN, address + MARGIN, length);
            assertArrayEquals(framed(length), getMemory(), "length " + length);
        }
    }

    @Test
    void arraysAreCopiedOutWholeAndNothingBeside() {
        for (int length = 0; length <= LONGEST; length++) {
            setMemory(framed(length));
            byte[] target = untouched();
            memory.copyOut(address + MARGIN, target, MARGIN, length);
            assertArrayEquals(framed(length), target, "length " + length);
        }
    }

    @Test
    void buffersAreCopiedInWholeAndNothingBeside() {
        for (ByteBuffer source : buffers()) {
            for (int length = 0; length <= LONGEST; length++) {
                setMemory(untouched());
                source.clear().put(0, framed(length)).position(MARGIN);
                memory.copyIn(source, address + MARGIN, length);
                assertArrayEquals(framed(length), getMemory(), source + ", length " + length);
                assertEquals(MARGIN, source.position());
            }
        }
    }

    @Test
    void readOnlyBuffersAreCopiedIn() {
        setMemory(untouched());
        memory.copyIn(ByteBuffer.wrap(framed(20)).asReadOnlyBuffer().position(MARGIN), address + MARGIN, 20);
        assertArrayEquals(framed(20), getMemory());
    }

    @Test
    void buffersAreCopiedOutWholeAndNothingBeside() {
        for (ByteBuffer target : buffers()) {
            for (int length = 0; length <= LONGEST; length++) {
                setMemory(framed(length));
                target.clear().put(0, untouched()).position(MARGIN);
                memory.copyOut(address + MARGIN, target, length);
                assertArrayEquals(framed(length), contents(target), target + ", length " + length);
                assertEquals(MARGIN + length, target.position());
            }
        }
    }

    @Test
    void nothingIsCopiedOutBeyondALimitOrIntoAReadOnlyBuffer() {
        setMemory(framed(LONGEST));
        for (int length : new int[] {8, 16, 20, LONGEST}) {
            ByteBuffer tooSmall = ByteBuffer.wrap(untouched()).limit(length - 1);
            assertThrows(IndexOutOfBoundsException.class, () -> memory.copyOut(address, tooSmall, length));
            assertEquals(UNTOUCHED, tooSmall.array()[length - 1]);
            ByteBuffer readOnly = ByteBuffer.allocate(ROOM).asReadOnlyBuffer();
            assertThrows(ReadOnlyBufferException.class, () -> memory.copyOut(address, readOnly, length));
        }
    }
}
