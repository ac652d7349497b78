package io.zmq4j;

/** The call does not fit the state of the socket, such as a second request before the reply. */
public final class WrongStateException extends ZmqException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with {@link ErrorCode#EFSM}.
     *
     * @param message what happened, the value, what to do
     */
    public WrongStateException(String message) {
        super(ErrorCode.EFSM, message);
    }
}
