package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;

/**
 * Makes sure that file descriptors are left: libzmq 4.3 ends the process when it gets none for the threads it starts
 * with the first socket, or to look at the network's interfaces. Tried by opening as many and closing them again.
 */
final class DescriptorHeadRoom {

    private DescriptorHeadRoom() {}

    /**
     * Checks that descriptors can be opened.
     *
     * @param binding the library
     * @param count how many, two or more, with some to spare for other threads
     * @param what takes them, for the message
     * @throws ZmqException {@link ErrorCode#EMFILE} when not
     */
    static void check(NativeBinding binding, int count, String what) {
        if (!Safeguard.isOn("descriptor-head-room")) {
            return;
        }
        LibC libc = binding.libc();
        int size = count * Integer.BYTES;
        long address = libc.malloc(size);
        try {
            ByteBuffer opened = libc.view(address, size);
            int got = open(libc, address, opened, count);
            for (int i = 0; i < got; i++) {
                libc.close(opened.getInt(i * Integer.BYTES));
            }
            if (got < count) {
                throw new ZmqException(
                        ErrorCode.EMFILE,
                        what + " needs " + count + " file descriptors free, to be safe, and " + got
                                + " are; close some, or raise the limit (ulimit -n)");
            }
        } finally {
            libc.free(address);
        }
    }

    /** A pipe, and copies of its end: they cost least. */
    private static int open(LibC libc, long address, ByteBuffer opened, int count) {
        if (libc.pipe(address) < 0) {
            return 0;
        }
        int got = 2;
        while (got < count) {
            int copy = libc.dup(opened.getInt(0));
            if (copy < 0) {
                break;
            }
            opened.putInt(got * Integer.BYTES, copy);
            got++;
        }
        return got;
    }
}
