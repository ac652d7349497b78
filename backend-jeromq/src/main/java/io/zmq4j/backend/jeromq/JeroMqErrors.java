package io.zmq4j.backend.jeromq;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.TerminatedException;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQException;
import zmq.ZError;

/** JeroMQ's errors: numbers of its own (some are BSD's) and exceptions of many kinds. */
final class JeroMqErrors {
    private JeroMqErrors() {}

    static ErrorCode code(int number) {
        return switch (number) {
            case ZError.EAGAIN -> ErrorCode.EAGAIN;
            case ZError.ETERM -> ErrorCode.ETERM;
            case ZError.ENOTSOCK -> ErrorCode.ENOTSOCK;
            case ZError.EINTR -> ErrorCode.EINTR;
            case ZError.EFSM -> ErrorCode.EFSM;
            case ZError.EINVAL -> ErrorCode.EINVAL;
            case ZError.ENOTSUP -> ErrorCode.ENOTSUP;
            case ZError.EPROTONOSUPPORT -> ErrorCode.EPROTONOSUPPORT;
            case ZError.ENOCOMPATPROTO -> ErrorCode.ENOCOMPATPROTO;
            case ZError.EADDRINUSE -> ErrorCode.EADDRINUSE;
            case ZError.EADDRNOTAVAIL, ZError.EAFNOSUPPORT -> ErrorCode.EADDRNOTAVAIL;
            case ZError.ENOENT -> ErrorCode.ENOENT;
            case ZError.EACCESS -> ErrorCode.EACCES;
            case ZError.EMTHREAD -> ErrorCode.EMTHREAD;
            case ZError.EMFILE -> ErrorCode.EMFILE;
            case ZError.ENOBUFS -> ErrorCode.ENOMEM;
            case ZError.EHOSTUNREACH -> ErrorCode.EHOSTUNREACH;
            case ZError.EMSGSIZE -> ErrorCode.EMSGSIZE;
            case ZError.ECONNREFUSED -> ErrorCode.ECONNREFUSED;
            case ZError.ECONNRESET, ZError.ECONNABORTED, ZError.ENETRESET, ZError.ENOTCONN -> ErrorCode.ECONNRESET;
            case ZError.ETIMEDOUT -> ErrorCode.ETIMEDOUT;
            case ZError.ENETUNREACH, ZError.ENETDOWN -> ErrorCode.ENETUNREACH;
            case ZError.EPROTO -> ErrorCode.EPROTO;
            case ZError.EFAULT, ZError.EIOEXC, ZError.ESOCKET -> ErrorCode.EFAULT;
            default -> ErrorCode.UNKNOWN;
        };
    }

    /**
     * What to throw for an error number.
     *
     * @param number the number JeroMQ left behind
     * @param what what was tried, such as {@code bind of REP#1 to tcp://…}
     */
    static ZmqException failed(int number, String what) {
        return failed(code(number), what, number, null);
    }

    /** What to throw for something that the engine threw. */
    static ZmqException failed(Throwable thrown, String what) {
        if (thrown instanceof ZMQException numbered) {
            return failed(code(numbered.getErrorCode()), what, numbered.getErrorCode(), thrown);
        }
        return failed(code(thrown), what, 0, thrown);
    }

    private static ErrorCode code(Throwable thrown) {
        if (thrown instanceof ZError.CtxTerminatedException) {
            return ErrorCode.ETERM;
        } else if (thrown instanceof ZError.IOException io) {
            return code(io);
        } else if (thrown instanceof UnsupportedOperationException) {
            return ErrorCode.ENOTSUP;
        } else if (thrown instanceof IllegalArgumentException // NumberFormatException too
                || thrown instanceof IllegalStateException
                || thrown instanceof ClassCastException
                || thrown instanceof NullPointerException
                || thrown instanceof IndexOutOfBoundsException) {
            return ErrorCode.EINVAL;
        }
        return ErrorCode.EFAULT;
    }

    private static ErrorCode code(ZError.IOException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof ClosedChannelException) {
            return ErrorCode.ENOTSOCK;
        }
        return isOutOfDescriptors(cause) ? ErrorCode.EMFILE : ErrorCode.EFAULT;
    }

    /** The JDK has no class for it; its message is the one of the C library. */
    static boolean isOutOfDescriptors(@Nullable Throwable thrown) {
        String message = thrown == null ? null : thrown.getMessage();
        return message != null && message.contains("Too many open files");
    }

    private static ZmqException failed(ErrorCode code, String what, int number, @Nullable Throwable cause) {
        String message =
                what + " failed" + (cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return switch (code) {
            case ETERM -> new TerminatedException(message);
            case ENOTSOCK -> new ClosedException(message);
            case EFSM -> new WrongStateException(message);
            default -> new ZmqException(code, message, number, cause);
        };
    }
}
