package io.zmq4j.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link BackendProvider#probe()} found. */
public sealed interface Availability {
    /**
     * The engine works.
     *
     * @param engineVersion what the engine says of itself, such as {@code 4.3.4}
     * @param implementationVersion what really implements it, such as {@code libzmq 4.3.4} or {@code JeroMQ 0.6.0}
     * @param location where it was loaded from
     * @param binding how it is called, such as {@code jna}, {@code ffm} or {@code java}
     */
    record Available(String engineVersion, String implementationVersion, String location, String binding)
            implements Availability {
        /**
         * Creates a finding.
         *
         * @param engineVersion what the engine says of itself
         * @param implementationVersion what really implements it
         * @param location where it was loaded from
         * @param binding how it is called
         */
        public Available {
            Objects.requireNonNull(engineVersion);
            Objects.requireNonNull(implementationVersion);
            Objects.requireNonNull(location);
            Objects.requireNonNull(binding);
        }
    }

    /**
     * The engine cannot be used.
     *
     * @param reason why, with what was tried
     * @param remedy what to do about it
     * @param cause what caused it, or null
     */
    record Unavailable(
            String reason, String remedy, @Nullable Throwable cause) implements Availability {
        /**
         * Creates a finding.
         *
         * @param reason why, with what was tried
         * @param remedy what to do about it
         * @param cause what caused it, or null
         */
        public Unavailable {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(remedy);
        }
    }
}
