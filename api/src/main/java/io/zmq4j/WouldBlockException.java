package io.zmq4j;

/**
 * The call would have to wait and was told not to, or its time limit passed.
 *
 * <p>Calls with {@code DONTWAIT} throw one preallocated instance without a stack trace.
 */
public final class WouldBlockException extends ZmqException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // preallocated: calls with DONTWAIT must not allocate
    private static final WouldBlockException INSTANT =
            new WouldBlockException("the call would have to wait, and DONTWAIT was given", false);

    /**
     * Creates an exception with {@link ErrorCode#EAGAIN}.
     *
     * @param message what happened, the value, what to do
     */
    public WouldBlockException(String message) {
        super(ErrorCode.EAGAIN, message);
    }

    private WouldBlockException(String message, boolean writableStackTrace) {
        super(ErrorCode.EAGAIN, message, writableStackTrace);
    }

    /**
     * The preallocated exception for calls that must not wait.
     *
     * @return always the same instance, without a stack trace
     */
    public static WouldBlockException instant() {
        return INSTANT;
    }
}
