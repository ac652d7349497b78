package io.zmq4j.backend.libzmq;

import static java.util.Map.entry;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What libzmq's error numbers mean. They are the system's where it has them, and libzmq's own where not. */
final class NativeErrors {
    private static final int ZMQ_HAUSNUMERO = 156_384_712;

    /** The numbers libzmq makes up: states of its own, and codes a system may lack. */
    private static final Map<Integer, ErrorCode> OWN = Map.ofEntries(
            entry(ZMQ_HAUSNUMERO + 1, ErrorCode.ENOTSUP),
            entry(ZMQ_HAUSNUMERO + 2, ErrorCode.EPROTONOSUPPORT),
            entry(ZMQ_HAUSNUMERO + 3, ErrorCode.ENOMEM), // ENOBUFS
            entry(ZMQ_HAUSNUMERO + 4, ErrorCode.ENETUNREACH), // ENETDOWN
            entry(ZMQ_HAUSNUMERO + 5, ErrorCode.EADDRINUSE),
            entry(ZMQ_HAUSNUMERO + 6, ErrorCode.EADDRNOTAVAIL),
            entry(ZMQ_HAUSNUMERO + 7, ErrorCode.ECONNREFUSED),
            entry(ZMQ_HAUSNUMERO + 9, ErrorCode.ENOTSOCK),
            entry(ZMQ_HAUSNUMERO + 10, ErrorCode.EMSGSIZE),
            entry(ZMQ_HAUSNUMERO + 12, ErrorCode.ENETUNREACH),
            entry(ZMQ_HAUSNUMERO + 14, ErrorCode.ECONNRESET),
            entry(ZMQ_HAUSNUMERO + 16, ErrorCode.ETIMEDOUT),
            entry(ZMQ_HAUSNUMERO + 17, ErrorCode.EHOSTUNREACH),
            entry(ZMQ_HAUSNUMERO + 51, ErrorCode.EFSM),
            entry(ZMQ_HAUSNUMERO + 52, ErrorCode.ENOCOMPATPROTO),
            entry(ZMQ_HAUSNUMERO + 53, ErrorCode.ETERM),
            entry(ZMQ_HAUSNUMERO + 54, ErrorCode.EMTHREAD));

    /** The same numbers on Linux and macOS. */
    private static final Map<Integer, ErrorCode> UNIX = Map.ofEntries(
            entry(1, ErrorCode.EACCES), // EPERM
            entry(2, ErrorCode.ENOENT),
            entry(4, ErrorCode.EINTR),
            entry(12, ErrorCode.ENOMEM),
            entry(13, ErrorCode.EACCES),
            entry(14, ErrorCode.EFAULT),
            entry(16, ErrorCode.EBUSY),
            entry(19, ErrorCode.ENODEV),
            entry(20, ErrorCode.ENOENT), // ENOTDIR
            entry(22, ErrorCode.EINVAL),
            entry(23, ErrorCode.EMFILE), // ENFILE
            entry(24, ErrorCode.EMFILE),
            entry(30, ErrorCode.EACCES)); // EROFS

    private static final Map<Integer, ErrorCode> LINUX = with(Map.ofEntries(
            entry(11, ErrorCode.EAGAIN),
            entry(36, ErrorCode.ENAMETOOLONG),
            entry(71, ErrorCode.EPROTO),
            entry(88, ErrorCode.ENOTSOCK),
            entry(90, ErrorCode.EMSGSIZE),
            entry(93, ErrorCode.EPROTONOSUPPORT),
            entry(95, ErrorCode.ENOTSUP),
            entry(98, ErrorCode.EADDRINUSE),
            entry(99, ErrorCode.EADDRNOTAVAIL),
            entry(100, ErrorCode.ENETUNREACH), // ENETDOWN
            entry(101, ErrorCode.ENETUNREACH),
            entry(104, ErrorCode.ECONNRESET),
            entry(105, ErrorCode.ENOMEM), // ENOBUFS
            entry(110, ErrorCode.ETIMEDOUT),
            entry(111, ErrorCode.ECONNREFUSED),
            entry(113, ErrorCode.EHOSTUNREACH)));

    private static final Map<Integer, ErrorCode> MACOS = with(Map.ofEntries(
            entry(35, ErrorCode.EAGAIN),
            entry(38, ErrorCode.ENOTSOCK),
            entry(40, ErrorCode.EMSGSIZE),
            entry(43, ErrorCode.EPROTONOSUPPORT),
            entry(45, ErrorCode.ENOTSUP),
            entry(48, ErrorCode.EADDRINUSE),
            entry(49, ErrorCode.EADDRNOTAVAIL),
            entry(50, ErrorCode.ENETUNREACH), // ENETDOWN
            entry(51, ErrorCode.ENETUNREACH),
            entry(54, ErrorCode.ECONNRESET),
            entry(55, ErrorCode.ENOMEM), // ENOBUFS
            entry(60, ErrorCode.ETIMEDOUT),
            entry(61, ErrorCode.ECONNREFUSED),
            entry(63, ErrorCode.ENAMETOOLONG),
            entry(65, ErrorCode.EHOSTUNREACH),
            entry(100, ErrorCode.EPROTO),
            entry(102, ErrorCode.ENOTSUP))); // EOPNOTSUPP

    private static final int EINTR = 4;

    private final NativePlatform platform;
    private final LibZmq zmq;
    private final LibC libc;
    private final int eagain;

    NativeErrors(NativePlatform platform, LibZmq zmq, LibC libc) {
        this.platform = platform;
        this.zmq = zmq;
        this.libc = libc;
        this.eagain = platform == NativePlatform.MACOS ? 35 : 11;
    }

    private static Map<Integer, ErrorCode> with(Map<Integer, ErrorCode> systems) {
        Map<Integer, ErrorCode> all = new HashMap<>(OWN);
        all.putAll(UNIX);
        all.putAll(systems);
        return Map.copyOf(all);
    }

    /** The code of a number on a platform. */
    static ErrorCode code(NativePlatform platform, int errno) {
        Map<Integer, ErrorCode> codes = platform == NativePlatform.MACOS ? MACOS : LINUX;
        return codes.getOrDefault(errno, ErrorCode.UNKNOWN);
    }

    /** The code of the call that failed last on this thread. */
    ErrorCode code() {
        return code(platform, zmq.errno());
    }

    /**
     * Whether the call that failed on this thread just now would have to wait. Anything else but a signal, after which
     * the call is to be repeated, is thrown.
     *
     * @param call what failed
     * @param subject on what
     * @return true when it would have to wait, false when it is to be repeated
     */
    boolean wouldBlock(String call, Object subject) {
        int errno = zmq.errno();
        if (errno == eagain) {
            return true;
        }
        if (errno == EINTR) {
            return false;
        }
        throw failure(errno, call + " on socket " + subject);
    }

    /**
     * Whether a signal cut short the call that failed on this thread just now; it has nothing to do with interrupts.
     */
    boolean wasSignal() {
        return zmq.errno() == EINTR;
    }

    /** As {@link #failure(String)}, for calls that never wait: an EAGAIN stands for the reason that is asked for. */
    ZmqException failureAtEndpoint(String operation, Supplier<ErrorCode> reason) {
        int errno = zmq.errno();
        return errno == eagain
                ? new ZmqException(reason.get(), operation + " failed, which libzmq gave no number for", errno, null)
                : failure(errno, operation);
    }

    /**
     * The exception for the call that failed last on this thread.
     *
     * @param operation what failed, with endpoint or option, and on what
     * @return an exception to throw
     */
    ZmqException failure(String operation) {
        return failure(zmq.errno(), operation);
    }

    /**
     * The exception for an error number.
     *
     * @param errno the number
     * @param operation what failed, with endpoint or option, and on what
     * @return an exception to throw
     */
    ZmqException failure(int errno, String operation) {
        String message = operation + " failed: " + libc.text(zmq.zmq_strerror(errno));
        ErrorCode code = code(platform, errno);
        return exception(code, message, errno);
    }

    /** No switch: it would need a class of its own, which cannot be loaded when file descriptors are used up. */
    private static ZmqException exception(ErrorCode code, String message, int errno) {
        if (code == ErrorCode.EAGAIN) {
            return new WouldBlockException(message);
        } else if (code == ErrorCode.ETERM) {
            return new TerminatedException(message);
        } else if (code == ErrorCode.EFSM) {
            return new WrongStateException(message);
        } else if (code == ErrorCode.ENOTSOCK) {
            return new ClosedException(message);
        }
        return new ZmqException(code, message, errno, null);
    }
}
