package io.zmq4j;

/**
 * The backend does not support a socket type, option, transport, mechanism or feature.
 *
 * <p>Always thrown at the call that asks for it, never later. {@link Backend#support(Capability)} gives the same answer
 * beforehand.
 */
public final class UnsupportedFeatureException extends ZmqException {
    private static final long serialVersionUID = 1L;

    private final String capability;
    private final String reason;

    /**
     * Creates an exception: {@link ErrorCode#EPROTONOSUPPORT} for a transport, {@link ErrorCode#ENOTSUP} for all else.
     *
     * @param backend name of the backend
     * @param capability what is missing
     * @param reason why
     */
    public UnsupportedFeatureException(String backend, Capability capability, String reason) {
        super(
                capability.kind() == Capability.Kind.TRANSPORT ? ErrorCode.EPROTONOSUPPORT : ErrorCode.ENOTSUP,
                "backend '" + backend + "' does not support " + capability + ": " + reason);
        this.capability = capability.toString();
        this.reason = reason;
    }

    /**
     * What is missing.
     *
     * @return the capability in text form, such as {@code option:SOCKS_PROXY}
     */
    public String capability() {
        return capability;
    }

    /**
     * Why it is missing.
     *
     * @return the reason, the one {@link Backend#support(Capability)} gives
     */
    public String reason() {
        return reason;
    }
}
