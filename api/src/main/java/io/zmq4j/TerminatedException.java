package io.zmq4j;

/** The context was shut down or closed: its sockets take no further calls but {@code close}. */
public final class TerminatedException extends ZmqException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with {@link ErrorCode#ETERM}.
     *
     * @param message what happened, the value, what to do
     */
    public TerminatedException(String message) {
        super(ErrorCode.ETERM, message);
    }
}
