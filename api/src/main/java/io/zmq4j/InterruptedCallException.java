package io.zmq4j;

/**
 * The calling thread was interrupted while the call had to wait; the interrupt flag is still set, the socket is usable.
 */
public final class InterruptedCallException extends ZmqException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with {@link ErrorCode#EINTR}.
     *
     * @param message what happened, the value, what to do
     */
    public InterruptedCallException(String message) {
        super(ErrorCode.EINTR, message);
    }
}
