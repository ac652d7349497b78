package io.zmq4j.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.zmq4j.Zmq;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one poll costs that finds one readable socket among many. All in one thread over inproc, so that nothing but the
 * poll is measured: the message is there before it, and received after it.
 *
 * <p>Arguments: rounds, then numbers of sockets. The ways of polling take turns in each round, because machines are
 * noisy; a round's figure is the median of its polls, the result the median of the rounds, with the lowest and highest.
 */
public final class PollScaling {
    private static final int[] SOCKETS = {10, 100, 1_000, 10_000};
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long MEASURE_NANOS = 1_000_000_000;
    private static final int MOST_POLLS = 200_000;
    private static final int SPARE_DESCRIPTORS = 500;
    private static final long DESCRIPTORS =
            ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();

    private static final Map<String, Supplier<PollSubject>> SUBJECTS = new LinkedHashMap<>();

    static {
        SUBJECTS.put("zmq4j native Poller", () -> new Zmq4jPoller(Zmq.backend("native")));
        SUBJECTS.put("zmq4j native Zmq.poll", () -> new Zmq4jOneShot(Zmq.backend("native")));
        SUBJECTS.put("libzmq zmq_poll (JNA)", LibzmqPoll::new);
        SUBJECTS.put("zmq4j jeromq Poller", () -> new Zmq4jPoller(Zmq.backend("jeromq")));
        SUBJECTS.put("zmq4j jeromq Zmq.poll", () -> new Zmq4jOneShot(Zmq.backend("jeromq")));
        SUBJECTS.put("JeroMQ ZMQ.poll", JeroMqPoll::new);
    }

    private PollScaling() {}

    /**
     * Runs the benchmark and prints a table, microseconds for one poll.
     *
     * @param arguments rounds, then numbers of sockets; both may be left out
     */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        int[] sockets = arguments.length > 1
                ? Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray()
                : SOCKETS;
        for (int count : sockets) {
            run(count, rounds);
        }
    }

    private static void run(int sockets, int rounds) {
        Map<String, List<Double>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            SUBJECTS.forEach((name, subject) ->
                    results.computeIfAbsent(name, key -> new ArrayList<>()).add(measure(subject.get(), sockets)));
        }
        System.out.printf(
                "%n%,d sockets, one active; µs for one poll: median (lowest to highest) of %d rounds%n",
                sockets, rounds);
        results.forEach(PollScaling::print);
    }

    private static void print(String name, List<Double> micros) {
        double[] sorted = micros.stream().mapToDouble(each -> each).sorted().toArray();
        String text = Double.isNaN(sorted[sorted.length - 1])
                ? "not run: the system has too few descriptors"
                : "%,.1f (%,.1f to %,.1f)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
        System.out.printf("  %-24s %s%n", name, text);
    }

    private static double measure(PollSubject opened, int sockets) {
        if ((long) sockets * opened.descriptorsPerSocket() + SPARE_DESCRIPTORS > DESCRIPTORS) {
            return Double.NaN;
        }
        try (PollSubject subject = opened) {
            subject.open(sockets);
            time(subject, WARM_UP_NANOS);
            return time(subject, MEASURE_NANOS);
        }
    }

    /** Median of the polls, in microseconds. */
    private static double time(PollSubject subject, long limit) {
        long[] nanos = new long[MOST_POLLS];
        int polls = 0;
        for (long start = System.nanoTime(); polls < MOST_POLLS && System.nanoTime() - start < limit; polls++) {
            subject.send();
            long before = System.nanoTime();
            int found = subject.poll();
            nanos[polls] = System.nanoTime() - before;
            if (found != 1) {
                throw new IllegalStateException("one socket is readable, the poll found " + found);
            }
            subject.receive();
        }
        Arrays.sort(nanos, 0, polls);
        return nanos[polls / 2] / 1_000.0;
    }
}
