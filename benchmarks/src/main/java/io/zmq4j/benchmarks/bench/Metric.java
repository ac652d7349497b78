package io.zmq4j.benchmarks.bench;

import java.util.Locale;

/** A figure of a sample, and how two of them compare. */
public enum Metric {
    /** Messages per second; a ratio above 1 is better. */
    THROUGHPUT("throughput", "msg/s"),
    /** Microseconds one way; a ratio below 1 is better. */
    LATENCY("latency", "µs"),
    /** Processor time of all processes for a message; compared as 1/CPU, so that a ratio above 1 is better. */
    CPU("1/CPU per message", "ns");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** What a ratio of it is called. */
    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    double of(Sample sample) {
        return this == CPU ? sample.cpuNanos() : sample.figure();
    }

    double ratio(Sample subject, Sample baseline) {
        return this == CPU ? of(baseline) / of(subject) : of(subject) / of(baseline);
    }

    /** A figure for readers: three digits that count. */
    String text(double figure) {
        if (this == THROUGHPUT && figure >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", figure / 1e6);
        }
        if (this == THROUGHPUT && figure >= 1e4) {
            return String.format(Locale.ROOT, "%.0f k", figure / 1e3);
        }
        return figure < 100 ? String.format(Locale.ROOT, "%.3g", figure) : String.format(Locale.ROOT, "%,.0f", figure);
    }
}
