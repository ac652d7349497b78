package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.bench.Statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A candidate against a baseline.
 *
 * @param subject the candidate's series
 * @param baseline the baseline's name
 * @param metric of what
 * @param ratio the ratio
 */
record Comparison(Series subject, String baseline, Metric metric, Interval ratio) {
    /** All there are in a run: everybody against C, and what runs on JeroMQ against raw JeroMQ too. */
    static List<Comparison> of(BenchRun run) {
        List<Comparison> all = new ArrayList<>();
        for (Series subject : run.series()) {
            for (String baseline : List.of(Candidate.C, Candidate.RAW_JEROMQ)) {
                add(all, run, subject, baseline);
            }
        }
        return all;
    }

    private static void add(List<Comparison> all, BenchRun run, Series subject, String baseline) {
        Series other = run.find(subject.shape(), subject.size(), baseline);
        boolean ofInterest = baseline.equals(Candidate.C) || subject.candidate().startsWith(Candidate.JEROMQ);
        if (other == null || !ofInterest || subject.candidate().equals(baseline)) {
            return;
        }
        for (Metric metric : subject.shape().metrics()) {
            double[] ratios = subject.ratios(other, metric);
            if (ratios.length > 0) {
                all.add(new Comparison(subject, baseline, metric, Statistics.interval(ratios)));
            }
        }
    }

    /** For readers. */
    static String text(Interval ratio) {
        return ratio.isBounded()
                ? String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.median(), ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "%.2f (too few rounds)", ratio.median());
    }
}
