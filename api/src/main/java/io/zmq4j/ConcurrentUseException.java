package io.zmq4j;

/**
 * The socket is in use by another thread at this moment; the message names both threads. Handing a socket over is
 * legal.
 */
public final class ConcurrentUseException extends ZmqException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with {@link ErrorCode#EBUSY}.
     *
     * @param message what happened, the value, what to do
     */
    public ConcurrentUseException(String message) {
        super(ErrorCode.EBUSY, message);
    }
}
