package io.zmq4j.tck.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What one test, run once, says of a rule.
 *
 * @param test its class and name, with its parameters
 * @param status how it ended
 * @param millis how long it took
 * @param detail why, when it did not simply pass
 * @param evidence what was seen: stack traces, threads, frames in hex
 * @param calls the latest calls of the API that it made, a line each, where the system property
 *     {@code zmq4j.test.trace} asked for them
 */
public record Trial(
        String test,
        Status status,
        long millis,
        @Nullable String detail,
        @Nullable String evidence,
        @Nullable String calls) {}
