package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.spi.OptionCodec.Form;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest and largest legal value of every number option, the next ones outside, and what is said about them. */
class OptionBoundsTest {
    // Option (of a context where it says ctx.), smallest, largest, next below, next above, how these two are shown,
    // legal values. The engines' bounds were found by setting libzmq 4.3.4's options.
    private static final String TABLE = """
            RATE                 |  1 | 2147483647 | 0  | 2147483648 | 0 kbit/s       | '2147483648'     | 1…2147483647 kbit/s
            RECOVERY_IVL         |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            SNDBUF               | -1 | 2147483647 | -2 | 2147483648 | -2 bytes       | '2147483648'     | -1…2147483647 bytes
            RCVBUF               | -1 | 2147483647 | -2 | 2147483648 | -2 bytes       | '2147483648'     | -1…2147483647 bytes
            LINGER               | -1 | 2147483647 | -2 | 2147483648 | -2 ms          | 2147483648 ms    | -1 ms (forever) or 0…2147483647 ms
            RECONNECT_IVL        | -1 | 2147483647 | -2 | 2147483648 | -2 ms          | 2147483648 ms    | -1 ms (never) or 0…2147483647 ms
            BACKLOG              |  0 | 2147483647 | -1 | 2147483648 | -1 connections | '2147483648'     | 0…2147483647 connections
            RECONNECT_IVL_MAX    |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            MAXMSGSIZE           | -1 | 9223372036854775807 | -2 | 9223372036854775808 | -2 bytes | '9223372036854775808' | -1…9223372036854775807 bytes
            SNDHWM               |  0 | 2147483647 | -1 | 2147483648 | -1 messages    | '2147483648'     | 0…2147483647 messages
            RCVHWM               |  0 | 2147483647 | -1 | 2147483648 | -1 messages    | '2147483648'     | 0…2147483647 messages
            MULTICAST_HOPS       |  1 | 2147483647 | 0  | 2147483648 | 0 hops         | '2147483648'     | 1…2147483647 hops
            RCVTIMEO             | -1 | 2147483647 | -2 | 2147483648 | -2 ms          | 2147483648 ms    | -1 ms (forever) or 0…2147483647 ms
            SNDTIMEO             | -1 | 2147483647 | -2 | 2147483648 | -2 ms          | 2147483648 ms    | -1 ms (forever) or 0…2147483647 ms
            TCP_KEEPALIVE        | -1 | 1          | -2 | 2          | -2             | 2                | -1…1
            TCP_KEEPALIVE_CNT    | -1 | 2147483647 | -2 | 2147483648 | -2 probes      | '2147483648'     | -1…2147483647 probes
            TCP_KEEPALIVE_IDLE   |  1 | 2147483647 | 0  | 2147483648 | 0 ms           | 2147483648000 ms   | -1 s (default) or 1…2147483647 s
            TCP_KEEPALIVE_INTVL  |  1 | 2147483647 | 0  | 2147483648 | 0 ms           | 2147483648000 ms   | -1 s (default) or 1…2147483647 s
            TOS                  |  0 | 2147483647 | -1 | 2147483648 | -1             | '2147483648'     | 0…2147483647
            HANDSHAKE_IVL        |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            HEARTBEAT_IVL        |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            HEARTBEAT_TTL        |  0 | 6553599    | -1 | 6553600    | -1 ms          | 6553600 ms       | 0…6553599 ms
            HEARTBEAT_TIMEOUT    |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            CONNECT_TIMEOUT      |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            TCP_MAXRT            |  0 | 2147483647 | -1 | 2147483648 | -1 ms          | 2147483648 ms    | 0…2147483647 ms
            MULTICAST_MAXTPDU    |  1 | 2147483647 | 0  | 2147483648 | 0 bytes        | '2147483648'     | 1…2147483647 bytes
            VMCI_BUFFER_SIZE     |  0 | 9223372036854775807 | -1 | 9223372036854775808 | -1 bytes | '9223372036854775808' | 0…9223372036854775807 bytes
            VMCI_BUFFER_MIN_SIZE |  0 | 9223372036854775807 | -1 | 9223372036854775808 | -1 bytes | '9223372036854775808' | 0…9223372036854775807 bytes
            VMCI_BUFFER_MAX_SIZE |  0 | 9223372036854775807 | -1 | 9223372036854775808 | -1 bytes | '9223372036854775808' | 0…9223372036854775807 bytes
            VMCI_CONNECT_TIMEOUT | -1 | 2147483647 | -2 | 2147483648 | -2 ms          | 2147483648 ms    | -1 ms (default) or 0…2147483647 ms
            USE_FD               | -1 | 2147483647 | -2 | 2147483648 | -2             | '2147483648'     | -1…2147483647
            ctx.IO_THREADS       |  0 | 256        | -1 | 257        | -1             | 257              | 0…256
            ctx.MAX_SOCKETS      |  1 | 65535      | 0  | 65536      | 0              | 65536            | 1…65535
            ctx.MAX_MSGSZ        |  0 | 2147483647 | -1 | 2147483648 | -1 bytes       | '2147483648'     | 0…2147483647 bytes
            ctx.THREAD_PRIORITY  |  0 | 2147483647 | -1 | 2147483648 | -1             | '2147483648'     | 0…2147483647
            ctx.THREAD_SCHED_POLICY        | 0 | 2147483647 | -1 | 2147483648 | -1    | '2147483648'     | 0…2147483647
            ctx.THREAD_AFFINITY_CPU_ADD    | 0 | 2147483647 | -1 | 2147483648 | -1    | '2147483648'     | 0…2147483647
            ctx.THREAD_AFFINITY_CPU_REMOVE | 0 | 2147483647 | -1 | 2147483648 | -1    | '2147483648'     | 0…2147483647
            """;

    record Row(
            String label,
            Option<?> option,
            long smallest,
            long largest,
            String below,
            String above,
            String belowShown,
            String aboveShown,
            String range) {
        static Row parse(String line) {
            String[] cells = line.strip().split("\\s*\\|\\s*", -1);
            return new Row(
                    cells[0],
                    option(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6],
                    cells[7]);
        }

        private static Option<?> option(String label) {
            return label.startsWith("ctx.")
                    ? ContextOptions.byName(label.substring("ctx.".length()))
                    : SocketOptions.byName(label);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::parse);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rangeIsSaidInWords(Row row) {
        assertEquals(row.range, row.option.range());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void smallestIsTaken(Row row) {
        assertEquals(row.smallest, number(row.option, String.valueOf(row.smallest)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void largestIsTaken(Row row) {
        assertEquals(row.largest, number(row.option, String.valueOf(row.largest)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nextBelowIsEinval(Row row) {
        assertEinval(
                row.option + " must be " + row.range + ", was " + row.belowShown, () -> number(row.option, row.below));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nextAboveIsEinval(Row row) {
        assertEinval(
                row.option + " must be " + row.range + ", was " + row.aboveShown, () -> number(row.option, row.above));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsTakenReadsBack(Row row) {
        assertReadsBack(row.option, row.smallest);
        assertReadsBack(row.option, row.largest);
    }

    private static <T> void assertReadsBack(Option<T> option, long number) {
        T value = option.codec().fromNumber(number);
        assertEquals(number, option.codec().toNumber(option.name(), value));
    }

    @Test
    void messageNamesOptionRangeAndValue() {
        assertEinval(
                "LINGER must be -1 ms (forever) or 0…2147483647 ms, was -5 ms",
                () -> SocketOptions.LINGER.codec().toNumber("LINGER", Duration.ofMillis(-5)));
    }

    @Test
    void everyOptionWithBoundsIsInTheTable() {
        assertEquals(
                Stream.concat(SocketOptions.all().stream(), ContextOptions.all().stream())
                        .filter(OptionBoundsTest::hasBounds)
                        .collect(toSet()),
                rows().map(Row::option).collect(toSet()));
    }

    private static boolean hasBounds(Option<?> option) {
        return option.codec().form() == Form.NUMBER
                && option.access() != Option.Access.READ
                && option.type() != Boolean.class
                && option != SocketOptions.AFFINITY;
    }

    @Test
    void everyMaskIsAnAffinity() {
        for (long mask : Set.of(0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE, -1L)) {
            assertReadsBack(SocketOptions.AFFINITY, mask);
        }
    }

    private static <T> long number(Option<T> option, String text) {
        return option.codec().toNumber(option.name(), option.codec().coerce(option.name(), text));
    }
}
