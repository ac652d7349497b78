package io.zmq4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs that were never run. */
final class Runs {
    private static final List<String> PERCENTS = List.of("0", "50", "90", "99", "99.9", "100");

    private Runs() {}

    /** Nine rounds, in which one figure and its processor time rise by a hundredth each. */
    static Series series(Shape shape, int size, String candidate, double figure, double cpu) {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= 9; round++) {
            double factor = 1 + round / 100.0;
            samples.add(new Sample(round, 1000, figure * factor, cpu * factor, percentiles(shape, figure)));
        }
        return new Series(shape, size, candidate, samples);
    }

    private static Map<String, Double> percentiles(Shape shape, double figure) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        if (shape.isLatency()) {
            PERCENTS.forEach(percent -> percentiles.put(percent, figure * (1 + Double.parseDouble(percent) / 100)));
        }
        return percentiles;
    }

    static BenchRun of(Series... series) {
        Map<String, String> what = new LinkedHashMap<>();
        for (Series each : series) {
            what.put(each.candidate(), "does <this> & that");
        }
        Machine machine =
                new Machine("2026-01-01T00:00:00Z", "2 × CPU", "Linux", "25", "libzmq 4.3.4", "cc", "abc", "0.1");
        return new BenchRun("quick", 9, 61, machine, what, Map.of("raw jzmq", "it is not installed"), List.of(series));
    }

    static BenchRun typical() {
        return of(
                series(Shape.TCP_THR, 16, Candidate.C, 5e6, 350),
                series(Shape.TCP_THR, 16, Candidate.FFM, 4.5e6, 400),
                series(Shape.TCP_THR, 1024, Candidate.C, 1e6, 900),
                series(Shape.TCP_THR, 1024, Candidate.FFM, 0.9e6, 1000),
                series(Shape.TCP_LAT, 16, Candidate.C, 20, 9000),
                series(Shape.TCP_LAT, 16, Candidate.FFM, 22, 9900));
    }
}
