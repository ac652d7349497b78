package io.zmq4j.cli.demo;

import org.jspecify.annotations.Nullable;

/**
 * A row of the demo's table.
 *
 * @param messages how many arrived intact
 * @param perSecond how many of them in a second
 * @param failure why not everything arrived, or null
 */
public record Result(
        long messages, double perSecond, @Nullable Failure failure) {
    /**
     * Why an exchange failed.
     *
     * @param reason for people
     * @param cause for who looks closer, or null
     */
    public record Failure(String reason, @Nullable Throwable cause) {}

    public boolean intact() {
        return failure == null;
    }
}
