package io.zmq4j.benchmarks.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many messages fit into the time that is left, by what the cell could do so far. Never fewer than it takes to warm
 * up: a JIT that has not compiled yet would make the next count smaller still, and the figures those of an interpreter.
 */
final class Pace {
    /** What the JIT needs: after some hundred thousand messages it still takes as much time as they do. */
    private static final int WARM_MESSAGES = 1_000_000;

    /** Each waits: the JIT compiles what waits for good after 5,000 or so. */
    private static final int WARM_ROUND_TRIPS = 10_000;

    /** Of large messages fewer will do, since their cost is that of copying. */
    private static final double WARM_BYTES = 4e8;

    private static final double LONGEST = 5;

    private final long end;
    private final Map<Cell, Double> rates = new HashMap<>();
    private double overhead;
    private int measured;

    Pace(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** How many go before those that are measured; in the trial round as many are measured. */
    static int warmup(Cell cell) {
        int most = cell.shape().isLatency() ? WARM_ROUND_TRIPS : WARM_MESSAGES;
        return (int) Math.min(most, WARM_BYTES / cell.size());
    }

    /** How many to measure. */
    int count(Cell cell, int runsLeft) {
        double rate = rates.getOrDefault(cell, 0.0);
        double secondsLeft = (end - System.nanoTime()) / 1e9;
        double window = secondsLeft / Math.max(1, runsLeft) - overhead / Math.max(1, measured);
        return (int) Math.max(warmup(cell), rate * Math.min(LONGEST, window) - warmup(cell));
    }

    /** Learns from a run that took some seconds altogether. */
    void learn(Cell cell, Sample sample, double seconds) {
        double rate = sample.count() / sample.seconds();
        rates.merge(cell, rate, (before, now) -> (before + now) / 2);
        overhead += Math.max(0, seconds - (sample.count() + warmup(cell)) / rate);
        measured++;
    }
}
