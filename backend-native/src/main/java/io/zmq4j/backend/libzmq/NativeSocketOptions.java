package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.util.Arrays;

/** Reads and writes the options of one socket, in the forms that C wants. */
final class NativeSocketOptions {
    private static final int KEY_SIZE = 32;

    /** Limits of Linux: MAX_TCP_KEEPCNT, MAX_TCP_KEEPIDLE and MAX_TCP_KEEPINTVL. */
    private static final int MAX_KEEPALIVE_PROBES = 127;

    private static final int MAX_KEEPALIVE_SECONDS = 32_767;
    private static final int LONGEST_VALUE = 1 << 20;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final LibZmq zmq;
    private final long handle;
    private final NativeMemory memory;
    private final NativeSocket socket;
    private boolean routerRaw;
    private boolean probeRouter;
    private boolean reconnectsAtOnce;

    NativeSocketOptions(
            NativeBinding binding, NativeErrors errors, NativeSocketResource resource, NativeSocket socket) {
        this.binding = binding;
        this.errors = errors;
        this.zmq = binding.zmq();
        this.handle = resource.handle();
        this.memory = resource.memory();
        this.socket = socket;
    }

    long getNumber(SocketOption<?> option) {
        if (option == SocketOptions.RECONNECT_IVL && reconnectsAtOnce) {
            return 0;
        }
        NativeOptions.Entry entry = NativeOptions.ofSocket(option);
        return entry.form() == NativeOptions.Form.INT64 ? getInt64(entry.number()) : getInt(entry.number());
    }

    int getInt(int number) {
        while (zmq.zmq_getsockopt(handle, number, memory.value(0), memory.length(Integer.BYTES)) < 0) {
            checkSignal("get of", number);
        }
        return memory.intValue();
    }

    private long getInt64(int number) {
        while (zmq.zmq_getsockopt(handle, number, memory.value(0L), memory.length(Long.BYTES)) < 0) {
            checkSignal("get of", number);
        }
        return memory.longValue();
    }

    private void checkSignal(String operation, int number) {
        if (!errors.wasSignal()) {
            throw errors.failure(operation + " option " + number + " on socket " + socket);
        }
    }

    byte[] getBytes(SocketOption<?> option) {
        NativeOptions.Entry entry = NativeOptions.ofSocket(option);
        byte[] bytes = entry.form() == NativeOptions.Form.KEY
                ? getBytes(option, entry.number(), KEY_SIZE)
                : getBytes(option, entry.number(), NativeMemory.STAGING_SIZE);
        boolean terminated = entry.form() == NativeOptions.Form.TEXT && bytes.length > 0;
        return terminated ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    /** The library says EINVAL when the value, such as a very long inproc endpoint, does not fit. */
    private byte[] getBytes(SocketOption<?> option, int number, int room) {
        LibC libc = binding.libc();
        long value = libc.malloc(room);
        try {
            if (zmq.zmq_getsockopt(handle, number, value, memory.length((long) room)) == 0) {
                byte[] bytes = new byte[(int) memory.length()];
                binding.memory().copyOut(value, bytes, 0, bytes.length);
                return bytes;
            }
            if (errors.code() != ErrorCode.EINVAL || room == KEY_SIZE || room >= LONGEST_VALUE) {
                throw errors.failure("get of " + option + " on socket " + socket);
            }
        } finally {
            libc.free(value);
        }
        return getBytes(option, number, LONGEST_VALUE);
    }

    /** Repairs libzmq 4.3.4, which never reconnects when RECONNECT_IVL is 0: it gets the shortest pause instead. */
    void setNumber(SocketOption<?> option, long number) {
        if (option == SocketOptions.RECONNECT_IVL) {
            setInEngine(option, number == 0 ? 1 : number);
            reconnectsAtOnce = number == 0;
        } else {
            setInEngine(option, number);
        }
    }

    private void setInEngine(SocketOption<?> option, long number) {
        if (option == SocketOptions.USE_FD && number >= 0) {
            AdoptedDescriptors.check(binding, (int) number);
        }
        checkKernelLimit(option, number);
        boolean raw = option == SocketOptions.ROUTER_RAW ? number != 0 : routerRaw;
        boolean probe = option == SocketOptions.PROBE_ROUTER ? number != 0 : probeRouter;
        if (raw && probe && Safeguard.isOn("raw-probe")) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "ROUTER_RAW and PROBE_ROUTER do not go together: a probe is a message of ZMTP");
        }
        NativeOptions.Entry entry = NativeOptions.ofSocket(option);
        boolean isLong = entry.form() == NativeOptions.Form.INT64;
        long value = isLong ? memory.value(number) : memory.value((int) number);
        set(option, entry.number(), value, isLong ? Long.BYTES : Integer.BYTES);
        routerRaw = raw;
        probeRouter = probe;
    }

    /** libzmq takes any number; connections with one that Linux refuses never come about, and nothing tells why. */
    private void checkKernelLimit(SocketOption<?> option, long number) {
        if (binding.platform() != NativePlatform.LINUX || number == -1) {
            return;
        }
        int limit = Integer.MAX_VALUE;
        if (option == SocketOptions.TCP_KEEPALIVE_CNT) {
            limit = MAX_KEEPALIVE_PROBES;
        } else if (option == SocketOptions.TCP_KEEPALIVE_IDLE || option == SocketOptions.TCP_KEEPALIVE_INTVL) {
            limit = MAX_KEEPALIVE_SECONDS;
        }
        if (limit != Integer.MAX_VALUE && (number < 1 || number > limit)) {
            throw new ZmqException(ErrorCode.EINVAL, option + " must be -1 or 1…" + limit + " on Linux, was " + number);
        }
    }

    void setBytes(SocketOption<?> option, byte[] bytes) {
        NativeOptions.Entry entry = NativeOptions.ofSocket(option);
        if (bytes.length == 0) {
            boolean isText = entry.form() == NativeOptions.Form.TEXT;
            set(option, entry.number(), isText ? 0 : memory.stagingAddress(), 0);
            return;
        }
        LibC libc = binding.libc();
        long value = libc.malloc(bytes.length);
        try {
            binding.memory().copyIn(bytes, 0, value, bytes.length);
            set(option, entry.number(), value, bytes.length);
        } finally {
            libc.free(value);
        }
    }

    private void set(SocketOption<?> option, int number, long value, int length) {
        while (zmq.zmq_setsockopt(handle, number, value, length) < 0) {
            if (!errors.wasSignal()) {
                throw errors.failure("set of " + option + " on socket " + socket);
            }
        }
    }
}
