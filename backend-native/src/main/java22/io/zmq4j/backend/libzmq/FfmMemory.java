package io.zmq4j.backend.libzmq;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@link MemoryWindows} that copies a few bytes word by word, to and from a constant that is all memory: the compiler
 * of the JVM leaves little more of it than the moves themselves, where looking for the window takes longer than the
 * copy.
 */
@SuppressWarnings("restricted")
final class FfmMemory extends MemoryWindows {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final VarHandle OF_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle OF_BUFFER =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Above this size the JVM's own routine is faster. */
    private static final int MOST_BYTES = 64;

    FfmMemory(LibC libc) {
        super(libc);
    }

    /** The last word may share bytes with the one before; less than a word has none. */
    private static boolean isShort(int length) {
        return length >= Long.BYTES && length <= MOST_BYTES;
    }

    @Override
    void copyIn(byte[] source, int offset, long address, int length) {
        if (!isShort(length)) {
            super.copyIn(source, offset, address, length);
            return;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            MEMORY.set(WORD, address + i, (long) OF_ARRAY.get(source, offset + i));
        }
        MEMORY.set(WORD, address + last, (long) OF_ARRAY.get(source, offset + last));
    }

    @Override
    void copyIn(ByteBuffer source, long address, int length) {
        if (!isShort(length)) {
            super.copyIn(source, address, length);
            return;
        }
        int position = source.position();
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            MEMORY.set(WORD, address + i, (long) OF_BUFFER.get(source, position + i));
        }
        MEMORY.set(WORD, address + last, (long) OF_BUFFER.get(source, position + last));
    }

    @Override
    void copyOut(long address, byte[] target, int offset, int length) {
        if (!isShort(length)) {
            super.copyOut(address, target, offset, length);
            return;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            OF_ARRAY.set(target, offset + i, MEMORY.get(WORD, address + i));
        }
        OF_ARRAY.set(target, offset + last, MEMORY.get(WORD, address + last));
    }

    @Override
    void copyOut(long address, ByteBuffer target, int length) {
        if (!isShort(length)) {
            super.copyOut(address, target, length);
            return;
        }
        int position = target.position();
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            OF_BUFFER.set(target, position + i, MEMORY.get(WORD, address + i));
        }
        OF_BUFFER.set(target, position + last, MEMORY.get(WORD, address + last));
        target.position(position + length);
    }
}
