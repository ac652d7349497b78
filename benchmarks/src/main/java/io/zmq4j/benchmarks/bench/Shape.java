package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.perf.Tool;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is measured: one tool, or two that talk to each other. */
public enum Shape {
    /** PUSH to PULL over tcp on loopback, two processes. */
    TCP_THR("PUSH to PULL over tcp, two processes", Tool.LOCAL_THR, Tool.REMOTE_THR),
    /** REQ and REP over tcp on loopback, two processes. */
    TCP_LAT("REQ and REP over tcp, two processes", Tool.LOCAL_LAT, Tool.REMOTE_LAT),
    /** PUSH to PULL over inproc, two threads of one process. */
    INPROC_THR("PUSH to PULL over inproc, two threads", Tool.INPROC_THR, null);

    private final String description;
    private final Tool first;
    private final @Nullable Tool second;

    Shape(String description, Tool first, @Nullable Tool second) {
        this.description = description;
        this.first = first;
        this.second = second;
    }

    /**
     * Its name in reports.
     *
     * @return such as {@code tcp-thr}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** The tool that binds. */
    Tool first() {
        return first;
    }

    /** The tool of the second process, if there is one. */
    @Nullable
    Tool second() {
        return second;
    }

    boolean isLatency() {
        return first.isLatency();
    }

    /** What is told of it, the most important first. */
    List<Metric> metrics() {
        return List.of(isLatency() ? Metric.LATENCY : Metric.THROUGHPUT, Metric.CPU);
    }
}
