package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Availability;
import org.jspecify.annotations.Nullable;

/** There is no libzmq to be used, and why. */
final class NativeUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    NativeUnavailableException(String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    Availability.Unavailable toAvailability() {
        return new Availability.Unavailable(String.valueOf(getMessage()), remedy, getCause());
    }
}
