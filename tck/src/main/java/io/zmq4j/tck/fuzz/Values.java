package io.zmq4j.tck.fuzz;

import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.CurveKey;
import io.zmq4j.Option;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Values for options: mostly legal, and such as make something happen. Nothing here lets a program wait for long. */
final class Values {
    static final List<String> IDS = List.of("a", "b", "peer");

    private static final List<Object> NUMBERS = List.of(0, 1, 2, 3, 10, 100, -1, 65_536, Integer.MAX_VALUE);
    private static final List<Object> LONGS = List.of(0L, 1L, 2L, 50L, 1_000_000L, -1L, Long.MAX_VALUE);
    private static final List<Object> DURATIONS = List.of(
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(20),
            Duration.ofMillis(-1),
            Duration.ofSeconds(1),
            Duration.ofDays(20));
    private static final List<Object> SHORT =
            List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));
    private static final List<Object> TEXTS = List.of("a", "user", "127.0.0.1:1", "domain");
    private static final List<Object> BYTES = List.of(new byte[0], bytes("a"), bytes("b"), bytes("peer"), new byte[5]);
    private static final List<Object> THREADS = List.of(0, 1, 1, 2, 3);

    /** The server's pair, as libzmq's manual has it, and another secret key that does not fit. */
    private static final List<Object> KEYS = List.of(
            CurveKey.parse("rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"),
            CurveKey.parse("JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"),
            CurveKey.parse("D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"));

    private Values() {}

    static Object of(SocketOption<?> option, Random random) {
        if (option == SocketOptions.LINGER || option == SocketOptions.SNDTIMEO || option == SocketOptions.RCVTIMEO) {
            return any(SHORT, random);
        } else if (option == SocketOptions.USE_FD) {
            return -1;
        }
        return of((Option<?>) option, random);
    }

    static Object of(ContextOption<?> option, Random random) {
        if (option == ContextOptions.IO_THREADS) {
            return any(THREADS, random);
        }
        return of((Option<?>) option, random);
    }

    private static Object of(Option<?> option, Random random) {
        Class<?> type = option.type();
        if (type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == Integer.class) {
            return any(NUMBERS, random);
        } else if (type == Long.class) {
            return any(LONGS, random);
        } else if (type == Duration.class) {
            return any(DURATIONS, random);
        } else if (type == String.class) {
            return any(TEXTS, random);
        } else if (type == CurveKey.class) {
            return any(KEYS, random);
        }
        return any(BYTES, random);
    }

    static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
