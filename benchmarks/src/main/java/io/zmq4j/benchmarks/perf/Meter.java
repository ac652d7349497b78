package io.zmq4j.benchmarks.perf;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** A moment: on the clock, and in processor time of the whole process, which the JVM tells in steps of 10 ms. */
record Meter(long wallNanos, long cpuNanos) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Meter now() {
        return new Meter(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    /** Wall time until a later moment, at least 1 ns. */
    double nanosUntil(Meter later) {
        return Math.max(1, later.wallNanos - wallNanos);
    }

    double cpuUntil(Meter later) {
        return later.cpuNanos - cpuNanos;
    }
}
