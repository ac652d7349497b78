package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.zmq4j.ClosedException;
import io.zmq4j.ErrorCode;
import io.zmq4j.TerminatedException;
import io.zmq4j.WrongStateException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQException;
import zmq.ZError;

class JeroMqErrorsTest {
    /** Names that ErrorCode has not, or that mean the same as another there. */
    private static final Map<String, ErrorCode> RENAMED = Map.ofEntries(
            Map.entry("EACCESS", ErrorCode.EACCES),
            Map.entry("EAFNOSUPPORT", ErrorCode.EADDRNOTAVAIL),
            Map.entry("ENETDOWN", ErrorCode.ENETUNREACH),
            Map.entry("ENOBUFS", ErrorCode.ENOMEM),
            Map.entry("ENOTCONN", ErrorCode.ECONNRESET),
            Map.entry("ECONNABORTED", ErrorCode.ECONNRESET),
            Map.entry("ENETRESET", ErrorCode.ECONNRESET),
            Map.entry("EIOEXC", ErrorCode.EFAULT),
            Map.entry("ESOCKET", ErrorCode.EFAULT));

    /** Never seen by a caller: inside a connect, and of a cancelling that is not used. */
    private static final Set<String> INTERNAL = Set.of("EINPROGRESS", "EISCONN", "ECANCELED");

    @Test
    void everyNumberOfTheEngineHasItsCode() throws IllegalAccessException {
        for (Field field : ZError.class.getFields()) {
            if (field.getType() == int.class && !INTERNAL.contains(field.getName())) {
                ErrorCode expected = RENAMED.containsKey(field.getName())
                        ? RENAMED.get(field.getName())
                        : ErrorCode.valueOf(field.getName());
                assertEquals(expected, JeroMqErrors.code(field.getInt(null)), field.getName());
            }
        }
    }

    @Test
    void anUnknownNumberIsKept() {
        assertEquals(ErrorCode.UNKNOWN, JeroMqErrors.failed(4711, "test").code());
        assertEquals(4711, JeroMqErrors.failed(4711, "test").rawErrno().getAsInt());
    }

    @Test
    void whatIsCaughtByTypeHasItsType() {
        assertInstanceOf(TerminatedException.class, JeroMqErrors.failed(ZError.ETERM, "test"));
        assertInstanceOf(ClosedException.class, JeroMqErrors.failed(ZError.ENOTSOCK, "test"));
        assertInstanceOf(WrongStateException.class, JeroMqErrors.failed(ZError.EFSM, "test"));
        assertInstanceOf(TerminatedException.class, JeroMqErrors.failed(new ZError.CtxTerminatedException(), "test"));
    }

    @Test
    void exceptionsOfTheEngineHaveTheirCode() {
        assertEquals(
                ErrorCode.EMFILE,
                JeroMqErrors.failed(new ZMQException(ZError.EMFILE), "test").code());
        assertEquals(ErrorCode.ENOTSUP, code(new UnsupportedOperationException()));
        assertEquals(ErrorCode.EINVAL, code(new NumberFormatException()));
        assertEquals(ErrorCode.EINVAL, code(new ClassCastException()));
        assertEquals(ErrorCode.EINVAL, code(new IllegalStateException()));
        assertEquals(ErrorCode.EINVAL, code(new ArrayIndexOutOfBoundsException()));
        assertEquals(ErrorCode.ENOTSOCK, code(new ZError.IOException(new ClosedChannelException())));
        assertEquals(ErrorCode.EMFILE, code(new ZError.IOException(new IOException("Too many open files"))));
        assertEquals(ErrorCode.EFAULT, code(new ZError.IOException(new IOException("else"))));
        assertEquals(ErrorCode.EFAULT, code(new AssertionError()));
    }

    private static ErrorCode code(Throwable thrown) {
        return JeroMqErrors.failed(thrown, "test").code();
    }
}
