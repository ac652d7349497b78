package io.zmq4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which backend {@link Zmq#backend()} answers, and why.
 *
 * @param backend the backend, or null when none can be chosen
 * @param reason why this one, such as {@code highest priority of 2 present} or {@code system property
 *     zmq4j.backend=jeromq}; why none, then it is the message of the exception, with its code
 */
public record BackendChoice(@Nullable Backend backend, String reason) {
    /**
     * Creates a choice.
     *
     * @param backend the backend, or null when none can be chosen
     * @param reason why this one, or why none
     */
    public BackendChoice {
        Objects.requireNonNull(reason);
    }
}
