package io.zmq4j.cli.demo;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/**
 * How much each exchange sends.
 *
 * @param messages so many messages, or 0: as many as fit into the time
 * @param time how long messages are sent
 * @param patience after how long an exchange that is not done has failed
 */
public record Load(long messages, Duration time, Duration patience) {
    /** More than this many are not sent, so that a queue without a limit does not fill the memory. */
    static final long MOST = 500_000;

    private static final Duration A_QUARTER = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A quarter of a second each. */
    public static Load timed() {
        return new Load(0, A_QUARTER, PATIENCE);
    }

    /** A number of messages each. */
    public static Load of(long messages) {
        return new Load(messages, A_QUARTER, PATIENCE.plusMillis(messages / 2));
    }

    /** A duration for people. */
    static String seconds(Duration duration) {
        return new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(duration.toMillis() / 1e3)
                + " s";
    }
}
