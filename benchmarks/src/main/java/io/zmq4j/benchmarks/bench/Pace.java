package io.zmq4j.benchmarks.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many messages fit into the time that is left, by what the cell could do so far. */
final class Pace {
    /** Of the time that messages flow, this is measured; what goes before warms up. */
    private static final double MEASURED = 0.6;

    private static final double SHORTEST = 0.15;
    private static final double LONGEST = 2;
    private static final int FEWEST = 20;

    /** For the trial: enough to learn the rate from. */
    private static final int TRIAL_MESSAGES = 200_000;

    private static final int TRIAL_ROUND_TRIPS = 4_000;
    private static final double TRIAL_BYTES = 4e8;

    private final long end;
    private final Map<Cell, Double> rates = new HashMap<>();
    private double overhead;
    private int measured;

    Pace(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** How many to measure. */
    int count(Cell cell, int runsLeft) {
        Double rate = rates.get(cell);
        if (rate == null) {
            int most = cell.shape().isLatency() ? TRIAL_ROUND_TRIPS : TRIAL_MESSAGES;
            return (int) Math.min(most, Math.max(FEWEST, TRIAL_BYTES / cell.size()));
        }
        double window = secondsLeft() / Math.max(1, runsLeft) - overhead / measured;
        return (int) Math.max(FEWEST, rate * MEASURED * Math.min(LONGEST, Math.max(SHORTEST, window)));
    }

    static int warmup(int count) {
        return (int) (count * (1 - MEASURED) / MEASURED);
    }

    private double secondsLeft() {
        return (end - System.nanoTime()) / 1e9;
    }

    /** Learns from a run that took some seconds altogether. */
    void learn(Cell cell, Sample sample, double seconds) {
        rates.merge(cell, sample.count() / sample.seconds(), (before, now) -> (before + now) / 2);
        overhead += Math.max(0, seconds - sample.seconds() / MEASURED);
        measured++;
    }
}
