package io.zmq4j;

import static io.zmq4j.Refusals.assertEinval;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Option.Access;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of socket options: names, types, access, socket types. */
class SocketOptionsTest {
    private static final List<String> REFERENCE = words("""
            AFFINITY IDENTITY SUBSCRIBE UNSUBSCRIBE RATE RECOVERY_IVL SNDBUF RCVBUF RCVMORE FD EVENTS TYPE LINGER
            RECONNECT_IVL BACKLOG RECONNECT_IVL_MAX MAXMSGSIZE SNDHWM RCVHWM MULTICAST_HOPS RCVTIMEO SNDTIMEO
            LAST_ENDPOINT ROUTER_MANDATORY TCP_KEEPALIVE TCP_KEEPALIVE_CNT TCP_KEEPALIVE_IDLE TCP_KEEPALIVE_INTVL
            IMMEDIATE XPUB_VERBOSE ROUTER_RAW IPV6 MECHANISM PLAIN_SERVER PLAIN_USERNAME PLAIN_PASSWORD CURVE_SERVER
            CURVE_PUBLICKEY CURVE_SECRETKEY CURVE_SERVERKEY PROBE_ROUTER REQ_CORRELATE REQ_RELAXED CONFLATE ZAP_DOMAIN
            ROUTER_HANDOVER TOS CONNECT_RID GSSAPI_SERVER GSSAPI_PRINCIPAL GSSAPI_SERVICE_PRINCIPAL GSSAPI_PLAINTEXT
            HANDSHAKE_IVL SOCKS_PROXY XPUB_NODROP BLOCKY XPUB_MANUAL XPUB_WELCOME_MSG STREAM_NOTIFY INVERT_MATCHING
            HEARTBEAT_IVL HEARTBEAT_TTL HEARTBEAT_TIMEOUT XPUB_VERBOSER CONNECT_TIMEOUT TCP_MAXRT THREAD_SAFE
            MULTICAST_MAXTPDU VMCI_BUFFER_SIZE VMCI_BUFFER_MIN_SIZE VMCI_BUFFER_MAX_SIZE VMCI_CONNECT_TIMEOUT USE_FD
            """);

    @Test
    void theReferenceHas73Options() {
        assertEquals(73, REFERENCE.size());
    }

    @Test
    void allAreThoseOfTheReferenceInItsOrder() {
        assertEquals(REFERENCE, SocketOptions.all().stream().map(Option::name).toList());
    }

    @Test
    void allIsUnmodifiable() {
        List<SocketOption<?>> all = SocketOptions.all();
        assertThrows(UnsupportedOperationException.class, all::clear);
    }

    @Test
    void everyConstantBearsTheNameOrAnAliasOfItsOption() throws IllegalAccessException {
        Set<String> constants = new HashSet<>();
        for (Field field : SocketOptions.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                SocketOption<?> option = (SocketOption<?>) field.get(null);
                assertTrue(option.isNamed(field.getName()), field.getName());
                constants.add(field.getName());
            }
        }
        assertTrue(constants.containsAll(REFERENCE));
    }

    @Test
    void newerNamesAreTheSameOptions() {
        assertSame(SocketOptions.IDENTITY, SocketOptions.ROUTING_ID);
        assertSame(SocketOptions.CONNECT_RID, SocketOptions.CONNECT_ROUTING_ID);
    }

    @ParameterizedTest
    @MethodSource("io.zmq4j.SocketOptions#all")
    void everyNameIsFoundInAnyCaseWithAndWithoutPrefix(SocketOption<?> option) {
        assertFound(option, option.name());
    }

    @ParameterizedTest
    @CsvSource({
        "ROUTING_ID, IDENTITY",
        "CONNECT_ROUTING_ID, CONNECT_RID",
        "FAIL_UNROUTABLE, ROUTER_MANDATORY",
        "ROUTER_BEHAVIOR, ROUTER_MANDATORY",
        "DELAY_ATTACH_ON_CONNECT, IMMEDIATE"
    })
    void everyAliasIsFoundInAnyCaseWithAndWithoutPrefix(String alias, String name) {
        SocketOption<?> option = SocketOptions.byName(name);
        assertTrue(option.aliases().contains(alias));
        assertFound(option, alias);
    }

    private static void assertFound(SocketOption<?> option, String name) {
        assertSame(option, SocketOptions.byName(name));
        assertSame(option, SocketOptions.byName("ZMQ_" + name));
        assertSame(option, SocketOptions.byName(name.toLowerCase(Locale.ROOT)));
        assertSame(option, SocketOptions.byName("zmq_" + name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void noNameOrAliasStandsForTwoOptions() {
        List<String> names = new ArrayList<>();
        for (SocketOption<?> option : SocketOptions.all()) {
            names.add(option.name());
            names.addAll(option.aliases());
        }
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void anUnknownNameIsEinvalAndQuoted() {
        assertEinval("unknown socket option 'ZMQ_LINGRE'", () -> SocketOptions.byName("ZMQ_LINGRE"));
    }

    @Test
    void thePrefixAloneIsNoName() {
        assertEinval("unknown socket option 'ZMQ_'", () -> SocketOptions.byName("ZMQ_"));
    }

    @Test
    void readOnlyAreThoseThatTheEngineReports() {
        assertNames(
                "RCVMORE FD EVENTS TYPE LAST_ENDPOINT MECHANISM THREAD_SAFE", option -> option.access() == Access.READ);
    }

    @Test
    void writeOnlyAreThoseThatTheEngineCannotReport() {
        assertNames("""
                SUBSCRIBE UNSUBSCRIBE CONNECT_RID PROBE_ROUTER REQ_CORRELATE REQ_RELAXED ROUTER_HANDOVER
                ROUTER_MANDATORY ROUTER_RAW STREAM_NOTIFY XPUB_MANUAL XPUB_NODROP XPUB_VERBOSE XPUB_VERBOSER
                XPUB_WELCOME_MSG
                """, option -> option.access() == Access.WRITE);
    }

    @Test
    void onlyHighWaterMarksAndRawModeAreFixedAtTheFirstBindOrConnect() {
        assertNames("SNDHWM RCVHWM ROUTER_RAW", SocketOption::onlyBeforeAttach);
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, REQ REP ROUTER DEALER",
        "SUBSCRIBE, SUB XPUB",
        "UNSUBSCRIBE, SUB XPUB",
        "ROUTER_MANDATORY, ROUTER",
        "XPUB_VERBOSE, XPUB",
        "ROUTER_RAW, ROUTER",
        "PROBE_ROUTER, ROUTER DEALER REQ",
        "REQ_CORRELATE, REQ",
        "REQ_RELAXED, REQ",
        "CONFLATE, PULL PUSH SUB PUB DEALER",
        "ROUTER_HANDOVER, ROUTER",
        "CONNECT_RID, ROUTER STREAM",
        "HANDSHAKE_IVL, PAIR PUB SUB REQ REP DEALER ROUTER PULL PUSH XPUB XSUB",
        "XPUB_NODROP, XPUB PUB",
        "XPUB_MANUAL, XPUB",
        "XPUB_WELCOME_MSG, XPUB",
        "STREAM_NOTIFY, STREAM",
        "INVERT_MATCHING, PUB XPUB SUB",
        "XPUB_VERBOSER, XPUB",
        "BLOCKY, ''"
    })
    void socketTypesAreThoseOfTheManual(String name, String types) {
        assertEquals(
                words(types).stream().map(SocketType::byName).collect(toSet()),
                SocketOptions.byName(name).socketTypes());
    }

    @Test
    void allOtherOptionsAreForAllSocketTypes() {
        assertNames("""
                IDENTITY SUBSCRIBE UNSUBSCRIBE ROUTER_MANDATORY XPUB_VERBOSE ROUTER_RAW PROBE_ROUTER REQ_CORRELATE
                REQ_RELAXED CONFLATE ROUTER_HANDOVER CONNECT_RID HANDSHAKE_IVL XPUB_NODROP XPUB_MANUAL XPUB_WELCOME_MSG
                STREAM_NOTIFY INVERT_MATCHING XPUB_VERBOSER BLOCKY
                """, option -> !option.socketTypes().equals(EnumSet.allOf(SocketType.class)));
    }

    @Test
    void socketTypesAreUnmodifiable() {
        Set<SocketType> types = SocketOptions.LINGER.socketTypes();
        assertThrows(UnsupportedOperationException.class, types::clear);
    }

    @Test
    void timesAreDurations() {
        assertNames("""
                RECOVERY_IVL LINGER RECONNECT_IVL RECONNECT_IVL_MAX RCVTIMEO SNDTIMEO TCP_KEEPALIVE_IDLE
                TCP_KEEPALIVE_INTVL HANDSHAKE_IVL HEARTBEAT_IVL HEARTBEAT_TTL HEARTBEAT_TIMEOUT CONNECT_TIMEOUT
                TCP_MAXRT VMCI_CONNECT_TIMEOUT
                """, option -> option.type() == Duration.class);
    }

    @Test
    void switchesAreBooleans() {
        assertNames("""
                RCVMORE ROUTER_MANDATORY IMMEDIATE XPUB_VERBOSE ROUTER_RAW IPV6 PLAIN_SERVER CURVE_SERVER PROBE_ROUTER
                REQ_CORRELATE REQ_RELAXED CONFLATE ROUTER_HANDOVER GSSAPI_SERVER GSSAPI_PLAINTEXT XPUB_NODROP BLOCKY
                XPUB_MANUAL STREAM_NOTIFY INVERT_MATCHING XPUB_VERBOSER THREAD_SAFE
                """, option -> option.type() == Boolean.class);
    }

    @Test
    void whatMayBeBinaryIsBytes() {
        assertNames(
                "IDENTITY SUBSCRIBE UNSUBSCRIBE CONNECT_RID XPUB_WELCOME_MSG", option -> option.type() == byte[].class);
    }

    @Test
    void keysHaveTheirOwnType() {
        assertNames("CURVE_PUBLICKEY CURVE_SECRETKEY CURVE_SERVERKEY", option -> option.type() == CurveKey.class);
    }

    @ParameterizedTest
    @CsvSource({
        "LINGER, -1",
        "RCVTIMEO, -1",
        "SNDHWM, 1000",
        "RECONNECT_IVL, 100",
        "HANDSHAKE_IVL, 30000",
        "MAXMSGSIZE, -1",
        "MULTICAST_MAXTPDU, 1500",
        "STREAM_NOTIFY, true",
        "CONFLATE, false",
        "MECHANISM, NULL",
        "IDENTITY, empty",
        "CURVE_SERVERKEY, 32 zero bytes",
        "SUBSCRIBE, none"
    })
    void defaultsAreThoseOfTheReference(String name, String text) {
        assertEquals(text, SocketOptions.byName(name).defaultText());
    }

    private static void assertNames(String names, Predicate<SocketOption<?>> which) {
        assertEquals(
                Set.copyOf(words(names)),
                SocketOptions.all().stream().filter(which).map(Option::name).collect(toSet()));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
