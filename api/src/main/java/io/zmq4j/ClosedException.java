package io.zmq4j;

/** The socket, context, poller or message was closed before the call, or while the call was waiting. */
public final class ClosedException extends ZmqException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with {@link ErrorCode#ENOTSOCK}.
     *
     * @param message what happened, the value, what to do
     */
    public ClosedException(String message) {
        super(ErrorCode.ENOTSOCK, message);
    }
}
