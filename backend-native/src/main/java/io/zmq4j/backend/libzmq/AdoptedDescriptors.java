package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file descriptors that binds of one socket took over by USE_FD.
 *
 * <p>libzmq 4.3 ends the process when a descriptor is no listening socket, or is taken over twice. Both are refused
 * here. A descriptor counts as taken until its socket is closed.
 */
final class AdoptedDescriptors {
    private static final boolean ON = Safeguard.isOn("adopted-descriptors");
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private final List<Integer> own = new ArrayList<>();

    /** Checks that a descriptor can be taken over. */
    static void check(NativeBinding binding, int descriptor) {
        if (!ON) {
            return;
        }
        if (TAKEN.contains(descriptor)) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "USE_FD: descriptor " + descriptor + " was taken over by an earlier bind");
        }
        if (!isListening(binding, descriptor)) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "USE_FD must be -1, or the descriptor of a socket that is bound and listening, was " + descriptor);
        }
    }

    private static boolean isListening(NativeBinding binding, int descriptor) {
        LibC libc = binding.libc();
        long value = libc.malloc(2 * Integer.BYTES);
        try {
            libc.view(value, 2 * Integer.BYTES).putInt(0).putInt(Integer.BYTES);
            NativePlatform platform = binding.platform();
            int rc = libc.getsockopt(
                    descriptor, platform.solSocket(), platform.soAcceptConn(), value, value + Integer.BYTES);
            return rc == 0 && libc.view(value, Integer.BYTES).getInt() != 0;
        } finally {
            libc.free(value);
        }
    }

    /** A bind is about to take it over. */
    void take(int descriptor) {
        if (!TAKEN.add(descriptor) && ON) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "USE_FD: descriptor " + descriptor + " was taken over by an earlier bind");
        }
        own.add(descriptor);
    }

    /** The socket is closed. */
    void forget() {
        TAKEN.removeAll(own);
        own.clear();
    }
}
