package io.zmq4j;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a context, socket, message or poller failed.
 *
 * <p>{@link #code()} says what happened in a form that is the same on every backend. Subclasses exist only for what
 * callers catch by type.
 */
public class ZmqException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int rawErrno;
    private transient @Nullable List<UndeliveredMessage> undelivered;

    /**
     * Creates an exception.
     *
     * @param code what went wrong
     * @param message what happened, the value, what to do
     */
    public ZmqException(ErrorCode code, String message) {
        this(code, message, 0, null);
    }

    /**
     * Creates an exception out of an engine's error.
     *
     * @param code what went wrong
     * @param message what happened, the value, what to do
     * @param rawErrno the engine's own number, 0 when there is none
     * @param cause what caused it, or null
     */
    public ZmqException(ErrorCode code, String message, int rawErrno, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
        this.rawErrno = rawErrno;
    }

    /** A preallocated exception without a stack, for calls that must not allocate. */
    ZmqException(ErrorCode code, String message, boolean writableStackTrace) {
        super(code + ": " + message, null, false, writableStackTrace);
        this.code = code;
        this.rawErrno = 0;
    }

    /**
     * What went wrong.
     *
     * @return the symbolic code, the same on every backend
     */
    public final ErrorCode code() {
        return code;
    }

    /**
     * The engine's own error number, for information only: it differs between engines and platforms.
     *
     * @return the number, or empty when the error did not come out of an engine
     */
    public final OptionalInt rawErrno() {
        return rawErrno == 0 ? OptionalInt.empty() : OptionalInt.of(rawErrno);
    }

    /**
     * What a {@link Proxy} that this exception ended had taken and could not hand on: at most one message for each
     * direction. They are the caller's now, nobody else has them.
     *
     * @return the messages; empty for all other calls, and after serialization
     */
    public final List<UndeliveredMessage> undelivered() {
        List<UndeliveredMessage> messages = undelivered;
        return messages == null ? List.of() : messages;
    }

    final void giveBack(List<UndeliveredMessage> messages) {
        undelivered = messages.isEmpty() ? null : List.copyOf(messages);
    }
}
