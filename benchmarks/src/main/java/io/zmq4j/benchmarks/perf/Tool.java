package io.zmq4j.benchmarks.perf;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be run; named as libzmq names its tools. */
public enum Tool {
    /** A PULL that binds, receives and counts. */
    LOCAL_THR(null),
    /** A PUSH that connects and sends. */
    REMOTE_THR(null),
    /** A REP that binds and answers. */
    LOCAL_LAT(null),
    /** A REQ that connects, asks, and takes the time. */
    REMOTE_LAT(null),
    /** PUSH to PULL between two threads. */
    INPROC_THR("inproc://perf"),
    /** REQ and REP in two threads. */
    INPROC_LAT("inproc://perf"),
    /** Two XPUB, a proxy, one SUB, in four threads. */
    PROXY_THR("inproc://perf");

    private final @Nullable String endpoint;

    Tool(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Its name on the command line.
     *
     * @return such as {@code local-thr}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Where it runs when no endpoint is given.
     *
     * @return the endpoint; null where one must be given
     */
    public @Nullable String endpoint() {
        return endpoint;
    }

    /**
     * Whether it counts round trips, and keeps the time of each.
     *
     * @return true for the tools of latency
     */
    public boolean isLatency() {
        return this == LOCAL_LAT || this == REMOTE_LAT || this == INPROC_LAT;
    }

    /**
     * A tool by its name.
     *
     * @param label such as {@code local-thr}
     * @return the tool
     * @throws IllegalArgumentException there is none
     */
    public static Tool of(String label) {
        return Arrays.stream(values())
                .filter(tool -> tool.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("there is no tool " + label + "; there is "
                        + Arrays.stream(values()).map(Tool::label).collect(Collectors.joining(", "))));
    }
}
