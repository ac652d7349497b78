package io.zmq4j.benchmarks.perf;

import java.util.Arrays;
import java.util.List;

/** How long each round trip took. */
final class RoundTrips {
    /** Percentiles that are printed. */
    static final List<String> PERCENTS =
            List.of("0", "1", "5", "10", "25", "50", "75", "90", "95", "99", "99.5", "99.9", "99.95", "99.99", "100");

    private static final double WHOLE = 100;

    private final long[] nanos;
    private boolean sorted;

    RoundTrips(int count) {
        nanos = new long[count];
    }

    void keep(int number, long nanosOfTrip) {
        nanos[number] = nanosOfTrip;
    }

    /** The nearest rank: a time that was really taken. */
    double percentile(double percent) {
        if (!sorted) {
            Arrays.sort(nanos);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / WHOLE * nanos.length);
        return nanos[Math.max(1, rank) - 1];
    }
}
