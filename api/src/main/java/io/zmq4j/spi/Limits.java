package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.time.Duration;

/** Time limits inside the skeletons: nanoseconds, negative for none. */
final class Limits {
    static final long FOREVER = -1;

    private static final Duration MINUS_ONE = Duration.ofMillis(-1);
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Limits() {}

    /** The limit a user gave; as good as none when it is longer than 146 years. */
    static long nanos(Duration limit) {
        if (limit.equals(MINUS_ONE)) {
            return FOREVER;
        }
        if (limit.isNegative()) {
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    "a time limit must be -1 ms (forever) or 0 and more, was " + limit.toMillis() + " ms");
        }
        return limit.compareTo(LONGEST) > 0 ? FOREVER : limit.toNanos();
    }

    /** The {@link System#nanoTime()} at which a limit ends; meaningless for none. */
    static long deadline(long nanos) {
        return nanos < 0 ? FOREVER : System.nanoTime() + nanos;
    }

    /**
     * What is left until a deadline as a LINGER bound, rounded up; keeps the LINGER in force when there is no bound.
     */
    static int lingerMillis(long deadline) {
        if (deadline == FOREVER) {
            return SocketResource.KEEP_LINGER;
        }
        long left = Math.max(0, deadline - System.nanoTime());
        return (int) Math.min(Integer.MAX_VALUE, (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }
}
