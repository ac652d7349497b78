package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Option.Access;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of context options: names, access, values. */
class ContextOptionsTest {
    @Test
    void everyPublicConstantIsListed() {
        Set<String> constants = Arrays.stream(ContextOptions.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(java.lang.reflect.Field::getName)
                .collect(toSet());
        assertEquals(constants, ContextOptions.all().stream().map(Option::name).collect(toSet()));
    }

    @Test
    void allIsUnmodifiable() {
        List<ContextOption<?>> all = ContextOptions.all();
        assertThrows(UnsupportedOperationException.class, all::clear);
    }

    @ParameterizedTest
    @MethodSource("io.zmq4j.ContextOptions#all")
    void everyNameIsFoundInAnyCaseWithAndWithoutPrefix(ContextOption<?> option) {
        assertSame(option, ContextOptions.byName(option.name()));
        assertSame(option, ContextOptions.byName("ZMQ_" + option.name()));
        assertSame(option, ContextOptions.byName(option.name().toLowerCase(Locale.ROOT)));
        assertSame(option, ContextOptions.byName("zmq_" + option.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void anUnknownNameIsEinvalAndQuoted() {
        assertEinval("unknown context option 'linger'", () -> ContextOptions.byName("linger"));
    }

    @Test
    void readOnlyAreTheLimitsOfTheEngine() {
        assertNames(Set.of("SOCKET_LIMIT", "MSG_T_SIZE"), option -> option.access() == Access.READ);
    }

    @Test
    void writeOnlyAreThoseThatTheEngineCannotReport() {
        assertNames(
                Set.of("THREAD_PRIORITY", "THREAD_AFFINITY_CPU_ADD", "THREAD_AFFINITY_CPU_REMOVE"),
                option -> option.access() == Access.WRITE);
    }

    @Test
    void whatShapesThreadsAndTablesIsFixedAtTheFirstSocket() {
        assertNames(
                Set.of(
                        "IO_THREADS",
                        "MAX_SOCKETS",
                        "THREAD_PRIORITY",
                        "THREAD_SCHED_POLICY",
                        "THREAD_AFFINITY_CPU_ADD",
                        "THREAD_AFFINITY_CPU_REMOVE",
                        "THREAD_NAME_PREFIX"),
                ContextOption::onlyBeforeSockets);
    }

    @ParameterizedTest
    @CsvSource({
        "IO_THREADS, 1",
        "MAX_SOCKETS, 1023",
        "SOCKET_LIMIT, 65535",
        "MAX_MSGSZ, 2147483647",
        "MSG_T_SIZE, 64",
        "THREAD_SCHED_POLICY, -1",
        "IPV6, false",
        "BLOCKY, true",
        "ZERO_COPY_RECV, true"
    })
    void defaultsAreThoseOfTheReference(String name, String text) {
        assertEquals(text, ContextOptions.byName(name).defaultText());
    }

    @Test
    void aThreadNamePrefixIsSixteenBytesAtMost() {
        assertArrayEquals(
                "sixteen-letters!".getBytes(StandardCharsets.UTF_8),
                ContextOptions.THREAD_NAME_PREFIX.codec().toBytes("THREAD_NAME_PREFIX", "sixteen-letters!"));
        assertEinval(
                "THREAD_NAME_PREFIX must be 1…16 bytes of UTF-8, none of them zero, was 17 bytes",
                () -> ContextOptions.THREAD_NAME_PREFIX.codec().toBytes("THREAD_NAME_PREFIX", "seventeen-letters"));
    }

    private static void assertNames(Set<String> names, Predicate<ContextOption<?>> which) {
        assertEquals(
                names,
                ContextOptions.all().stream().filter(which).map(Option::name).collect(toSet()));
    }
}
