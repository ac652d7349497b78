package io.zmq4j.benchmarks.perf;

import java.util.List;

/**
 * What one process is to do.
 *
 * @param tool which tool
 * @param endpoint where to bind or connect
 * @param size of each message, in bytes
 * @param count how many messages, or round trips, are measured
 * @param backend what it runs on, see {@link Engines}
 * @param way how messages are received
 * @param warmup how many more go before those that are measured
 */
public record PerfTask(Tool tool, String endpoint, int size, int count, String backend, Way way, int warmup) {
    /** The longest message, in bytes. */
    public static final int MOST_BYTES = 1 << 30;

    /** The largest count, and the largest warm-up. */
    public static final int MOST_MESSAGES = 2_000_000_000;

    /** The largest count of round trips, since the time of each is kept. */
    public static final int MOST_ROUND_TRIPS = 50_000_000;

    /** Checks the numbers. */
    public PerfTask {
        check("SIZE", size, 0, MOST_BYTES);
        check("COUNT", count, 1, tool.isLatency() ? MOST_ROUND_TRIPS : MOST_MESSAGES);
        check("--warmup", warmup, 0, MOST_MESSAGES);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }

    /**
     * As arguments for {@link PerfMain}.
     *
     * @return the arguments
     */
    public List<String> arguments() {
        return List.of(
                tool.label(),
                endpoint,
                String.valueOf(size),
                String.valueOf(count),
                backend,
                way.label(),
                String.valueOf(warmup));
    }

    static PerfTask of(String... arguments) {
        return new PerfTask(
                Tool.of(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4],
                Way.of(arguments[5]),
                Integer.parseInt(arguments[6]));
    }
}
