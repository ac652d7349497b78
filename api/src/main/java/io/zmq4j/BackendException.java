package io.zmq4j;

import org.jspecify.annotations.Nullable;

/**
 * No backend could be chosen or opened. The message starts with a code, such as {@code ZMQ4J-001}, that
 * {@code docs/codes.md} explains.
 */
public final class BackendException extends ZmqException {
    private static final long serialVersionUID = 1L;

    private final String messageCode;
    private final String text;

    /**
     * Creates an exception.
     *
     * @param messageCode the code, such as {@code ZMQ4J-001}
     * @param message what happened, the value, what to do
     * @param cause what caused it, or null
     */
    public BackendException(String messageCode, String message, @Nullable Throwable cause) {
        super(ErrorCode.ENOTSUP, messageCode + " " + message, 0, cause);
        this.messageCode = messageCode;
        this.text = messageCode + " " + message;
    }

    /**
     * The message. Unlike others it does not start with the {@link ErrorCode}, which says nothing here.
     *
     * @return the code of the message, what happened, what to do
     */
    @Override
    public String getMessage() {
        return text;
    }

    /**
     * The code of the message.
     *
     * @return such as {@code ZMQ4J-001}
     */
    public String messageCode() {
        return messageCode;
    }
}
