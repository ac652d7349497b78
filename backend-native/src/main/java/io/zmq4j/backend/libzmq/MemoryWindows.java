package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All memory of the process, for copies that allocate nothing and call nothing of C: it is seen through buffers of 2
 * GiB each, which are made when first needed and kept.
 *
 * <p>A buffer of the caller's is asked for its bytes, never for its address: its memory may have been freed (a closed
 * {@code Arena}), and only Java notices.
 */
class MemoryWindows {
    private static final int PAGE = 4096;

    /** A window starts every GiB, after the first page: nothing lies there, and no buffer can start at NULL. */
    private static final int SHIFT = 30;

    private static final long ORIGIN = PAGE;

    /** A little less than 2 GiB, as buffers and arrays cannot have quite as much. */
    private static final int SIZE = Integer.MAX_VALUE - PAGE + 1;

    /** Up to here, whatever starts before the next window does lies in this one. */
    private static final int LARGEST = SIZE - (1 << SHIFT);

    /** Memory is in a few regions of neighbouring addresses; two windows that share a place take turns. */
    private static final int PLACES = 64;

    /** Immutable, as threads hand them to each other without further ado. */
    private record Window(long number, ByteBuffer memory) {}

    private final LibC libc;
    private final @Nullable Window[] windows = new Window[PLACES];

    MemoryWindows(LibC libc) {
        this.libc = libc;
    }

    /** Copies from an array to memory. */
    void copyIn(byte[] source, int offset, long address, int length) {
        at(address, length).put(index(address, length), source, offset, length);
    }

    /** Copies from the position of a buffer, which stays as it is, to memory. */
    void copyIn(ByteBuffer source, long address, int length) {
        at(address, length).put(index(address, length), source, source.position(), length);
    }

    /** Copies from memory to an array. */
    void copyOut(long address, byte[] target, int offset, int length) {
        at(address, length).get(index(address, length), target, offset, length);
    }

    /** Copies from memory to the position of a buffer, and moves that on. */
    void copyOut(long address, ByteBuffer target, int length) {
        int position = target.position();
        target.put(position, at(address, length), index(address, length), length);
        target.position(position + length);
    }

    private ByteBuffer at(long address, int length) {
        if (length > LARGEST) {
            return libc.view(address, length);
        }
        long number = (address - ORIGIN) >>> SHIFT;
        Window window = windows[(int) number & (PLACES - 1)];
        return window != null && window.number == number ? window.memory : open(number);
    }

    private static int index(long address, int length) {
        return length > LARGEST ? 0 : (int) (address - ORIGIN) & ((1 << SHIFT) - 1);
    }

    private ByteBuffer open(long number) {
        ByteBuffer memory = libc.view(ORIGIN + (number << SHIFT), SIZE);
        windows[(int) number & (PLACES - 1)] = new Window(number, memory);
        return memory;
    }
}
