package io.zmq4j.benchmarks.bench;

import java.util.Map;

/**
 * One measurement.
 *
 * @param round in which round, from 1
 * @param count messages, or round trips
 * @param figure messages per second, or microseconds one way
 * @param cpuNanos processor time of all processes for a message, in nanoseconds
 * @param percentiles of the latency one way, in microseconds, by percent; empty for throughput
 */
public record Sample(int round, int count, double figure, double cpuNanos, Map<String, Double> percentiles) {
    /** Seconds that were measured. */
    double seconds() {
        return percentiles.isEmpty() ? count / figure : count * figure * 2 / 1e6;
    }
}
