package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.bench.Statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a ratio is to be.
 *
 * @param shape in which shape
 * @param size with messages of this size, in bytes
 * @param subject whose figure
 * @param baseline over whose figure
 * @param metric of what
 * @param low the ratio is to be at least this
 * @param high and at most this
 */
public record Target(Shape shape, int size, String subject, String baseline, Metric metric, double low, double high) {
    /** How a target was done. */
    enum Verdict {
        MET("met"),
        MISSED("missed"),
        UNDECIDED("undecided"),
        NOT_MEASURED("not measured");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The ratio that a run has, or null. */
    @Nullable
    Interval ratio(BenchRun run) {
        Series mine = run.find(shape, size, subject);
        Series other = run.find(shape, size, baseline);
        if (mine == null || other == null) {
            return null;
        }
        double[] ratios = mine.ratios(other, metric);
        return ratios.length == 0 ? null : Statistics.interval(ratios);
    }

    /** Met when the whole interval lies inside, missed when it lies outside. */
    Verdict verdict(@Nullable Interval ratio) {
        if (ratio == null) {
            return Verdict.NOT_MEASURED;
        }
        if (ratio.low() >= low && ratio.high() <= high) {
            return Verdict.MET;
        }
        boolean outside = ratio.high() < low || ratio.low() > high;
        return outside ? Verdict.MISSED : Verdict.UNDECIDED;
    }

    /** What it demands, for readers. */
    String bound() {
        if (high == Double.POSITIVE_INFINITY) {
            return "≥ " + low;
        }
        return low == 0 ? "≤ " + high : low + " to " + high;
    }
}
