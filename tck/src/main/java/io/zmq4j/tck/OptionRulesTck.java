package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.CurveKey;
import io.zmq4j.ErrorCode;
import io.zmq4j.Option;
import io.zmq4j.Option.Access;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every option alike, on every type of socket: defaults, round trips, refusals, names. What the options
 * do is shown by {@link QueueOptionTck} and its neighbours; {@link OptionValues#ROUND_TRIP_ONLY} names those whose
 * effect loopback cannot show.
 */
public class OptionRulesTck extends OptionTable {
    /** For those who run it. */
    public OptionRulesTck() {}

    // ---- socket options: each of the catalogue, on each type of socket

    @ParameterizedTest
    @Rule("OPT-009")
    @MethodSource("socketOptions")
    void theDefaultIsTheOneOfTheCatalogue(SocketOption<?> option) {
        onEachType(option, this::hasItsDefault);
    }

    @ParameterizedTest
    @MethodSource("socketOptions")
    @Rule({"OPT-008", "OPT-010", "OPT-011", "SPI-005", "SPI-012", "UTL-003"})
    void whatWasSetIsReadBack(SocketOption<?> option) {
        onEachType(option, this::isReadBackAsItWasSet);
    }

    @ParameterizedTest
    @MethodSource("socketOptions")
    @Rule({"ERR-005", "OPT-004", "OPT-005", "OPT-015", "SPI-012"})
    void anIllegalValueIsRefusedAndTheOldOneStays(SocketOption<?> option) {
        onEachType(option, this::refusesIllegalValues);
    }

    @ParameterizedTest
    @Rule({"OPT-002", "OPT-003"})
    @MethodSource("socketOptions")
    void aReadOnlyOptionIsNotWrittenAndAWriteOnlyOneNotRead(SocketOption<?> option) {
        onEachType(option, this::keepsToItsAccess);
    }

    @ParameterizedTest
    @Rule("OPT-007")
    @MethodSource("socketOptions")
    void anotherTypeOfSocketRefusesTheOption(SocketOption<?> option) {
        onEachType(option, this::isRefusedByOtherTypes);
    }

    @ParameterizedTest
    @MethodSource("socketOptions")
    @Rule({"ERR-008", "GSS-002", "OPT-013", "SPI-005", "UTL-003"})
    void anUnsupportedOptionIsRefusedWithItsReason(SocketOption<?> option) {
        onEachType(option, this::isRefusedWhenUnsupported);
    }

    List<SocketOption<?>> socketOptions() {
        return SocketOptions.all();
    }

    // ---- before the first bind or connect

    List<SocketOption<?>> onlyBeforeAttach() {
        return List.of(SocketOptions.SNDHWM, SocketOptions.RCVHWM, SocketOptions.ROUTER_RAW);
    }

    @ParameterizedTest
    @Rule("OPT-006")
    @MethodSource("onlyBeforeAttach")
    void someOptionsAreOnlyForSocketsThatAreNotAttached(SocketOption<?> option) {
        needs(option);
        assertTrue(option.onlyBeforeAttach());
        Socket bound = open(SocketType.ROUTER);
        set(bound, option, OptionValues.any(option));
        bound.bind(inproc());
        assertRefusedNow(bound, option);
        Socket connected = open(SocketType.ROUTER);
        connected.connect(inproc());
        assertRefusedNow(connected, option);
    }

    private static void assertRefusedNow(Socket socket, SocketOption<?> option) {
        UnsupportedFeatureException refusal =
                assertThrows(UnsupportedFeatureException.class, () -> set(socket, option, OptionValues.any(option)));
        assertTrue(refusal.reason().contains("before the first bind or connect"), refusal.reason());
    }

    @Test
    @Rule("RTR-014")
    void connectRoutingIdIsRefusedWhereAPeerMayHaveTheSame() {
        needs(SocketOptions.CONNECT_RID);
        Socket bound = open(SocketType.ROUTER);
        bound.bind(inproc());
        assertRefused(bound, "id", "refused after a bind");

        Socket server = open(SocketType.ROUTER);
        String endpoint = inproc();
        server.bind(endpoint);
        Socket anonymous = open(SocketType.ROUTER);
        anonymous.connect(endpoint);
        assertRefused(anonymous, "id", "a connect without it");

        Socket naming = open(SocketType.ROUTER);
        naming.set(SocketOptions.CONNECT_ROUTING_ID, bytes("first"));
        naming.connect(endpoint);
        assertRefused(naming, "first", "used before");
        naming.send(frames("first", "still here"), AWAIT);
        assertEquals("still here", texts(server.recvMultipart(AWAIT)).get(1));
        naming.disconnect(endpoint);
        assertRefused(naming, "first", "used before");
        assertRefused(naming, "\0id", "zero byte");
        naming.set(SocketOptions.CONNECT_ROUTING_ID, bytes("second"));
        naming.connect(endpoint);
    }

    private static void assertRefused(Socket socket, String id, String why) {
        ZmqException refusal =
                assertCode(ErrorCode.EINVAL, () -> socket.set(SocketOptions.CONNECT_ROUTING_ID, bytes(id)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal::getMessage);
    }

    // ---- by name

    @Test
    @Rule({"SPI-012"})
    void byNameTakesWhatFits() {
        Socket socket = open(SocketType.ROUTER);
        socket.setByName("LINGER", 250);
        assertEquals(ms(250), socket.getByName("linger"));
        socket.setByName("ZMQ_LINGER", "7 ms");
        assertEquals(ms(7), socket.get(SocketOptions.LINGER));
        socket.setByName("zmq_linger", -1L);
        assertEquals(ms(-1), socket.getByName("ZMQ_LINGER"));
        socket.setByName("linger", "forever");
        assertEquals(ms(-1), socket.get(SocketOptions.LINGER));
        socket.setByName("LINGER", Duration.ofNanos(1));
        assertEquals(ms(1), socket.get(SocketOptions.LINGER), "rounded up");
        socket.setByName("SNDHWM", (short) 5);
        assertEquals(5, socket.getByName("SNDHWM"));
        socket.setByName("ROUTER_MANDATORY", true);
        socket.setByName("FAIL_UNROUTABLE", 0);
        socket.setByName("ROUTER_BEHAVIOR", "true");
        assertCode(ErrorCode.EHOSTUNREACH, () -> send(socket, "nobody", "there"));
    }

    @Test
    @Rule("OPT-011")
    void byNameTakesTextAndBytesForBytes() {
        needs(SocketOptions.IDENTITY);
        Socket socket = open(SocketType.DEALER);
        socket.setByName("IDENTITY", "me");
        assertArrayEquals(bytes("me"), socket.get(SocketOptions.ROUTING_ID));
        socket.setByName("ROUTING_ID", new byte[] {1, 0, 2});
        assertArrayEquals(new byte[] {1, 0, 2}, (byte[]) socket.getByName("routing_id"));
        socket.setByName("ROUTING_ID", "0x0a0b");
        assertArrayEquals(new byte[] {10, 11}, socket.get(SocketOptions.IDENTITY));
    }

    @Test
    void byNameTakesTextAndBytesForKeys() {
        needs(SocketOptions.CURVE_SERVERKEY);
        Socket socket = open(SocketType.DEALER);
        byte[] key = pattern(32);
        socket.setByName("CURVE_SERVERKEY", key);
        assertEquals(CurveKey.of(key), socket.get(SocketOptions.CURVE_SERVERKEY));
        String other = CurveKey.of(Arrays.copyOf(new byte[] {9}, 32)).toZ85();
        socket.setByName("CURVE_SERVERKEY", other);
        assertEquals(CurveKey.parse(other), socket.getByName("CURVE_SERVERKEY"));
    }

    @Test
    @Rule({"CTX-012", "OPT-001", "OPT-004", "OPT-005"})
    void byNameRefusesUnknownNamesAndOtherTypes() {
        Socket socket = open(SocketType.DEALER);
        for (String name : new String[] {"", "LINGERR", "ZMQ_", "ZMQ_ZMQ_LINGER", "17"}) {
            ZmqException refusal = assertCode(ErrorCode.EINVAL, () -> socket.setByName(name, 1));
            assertTrue(String.valueOf(refusal.getMessage()).contains("'" + name + "'"), refusal::getMessage);
            assertCode(ErrorCode.EINVAL, () -> socket.getByName(name));
            assertCode(ErrorCode.EINVAL, () -> context().setByName(name, 1));
        }
        socket.set(SocketOptions.LINGER, ms(3));
        for (Object value : new Object[] {1.5, "soon", "", new Object(), new int[1], SocketType.PUB}) {
            assertCode(ErrorCode.EINVAL, () -> socket.setByName("LINGER", value));
        }
        assertEquals(ms(3), socket.get(SocketOptions.LINGER));
    }

    @Test
    @Rule("OPT-157")
    void blockySaysThatItIsAnOptionOfTheContext() {
        Socket socket = open(SocketType.DEALER);
        ZmqException refusal = assertCode(ErrorCode.EINVAL, () -> socket.setByName("BLOCKY", false));
        assertTrue(String.valueOf(refusal.getMessage()).contains("ContextOptions.BLOCKY"), refusal::getMessage);
        assertCode(ErrorCode.EINVAL, () -> socket.get(SocketOptions.BLOCKY));
    }

    @Test
    void bytesThatWereReadOrSetBelongToTheCaller() {
        needs(SocketOptions.IDENTITY);
        Socket socket = open(SocketType.DEALER);
        byte[] id = bytes("me");
        socket.set(SocketOptions.IDENTITY, id);
        id[0] = 'X';
        byte[] read = socket.get(SocketOptions.IDENTITY);
        read[1] = 'X';
        assertArrayEquals(bytes("me"), socket.get(SocketOptions.IDENTITY));
    }

    // ---- context options: each of the catalogue

    @ParameterizedTest
    @MethodSource("contextOptions")
    void theDefaultOfTheContextIsTheOneOfTheCatalogue(ContextOption<?> option) {
        if (support(option).isUsable() && isReadable(option)) {
            Object value = context().get(option);
            OptionValues.defaultOf(option).ifPresent(expected -> assertEquals(expected, value));
        }
    }

    @ParameterizedTest
    @MethodSource("contextOptions")
    @Rule({"SPI-012"})
    void whatWasSetOnTheContextIsReadBack(ContextOption<?> option) {
        if (support(option).isUsable() && isWritable(option)) {
            int set = 0;
            for (Object value : OptionValues.legal(option)) {
                set += isSet(newContext(), option, value) ? 1 : 0;
            }
            assertTrue(OptionValues.legal(option).isEmpty() || set > 0, option + " takes no value");
        }
    }

    private boolean isSet(Context context, ContextOption<?> option, Object value) {
        try {
            if (option == ContextOptions.THREAD_AFFINITY_CPU_REMOVE) {
                context.setByName("THREAD_AFFINITY_CPU_ADD", value); // only what was added can be removed
            }
            context.setByName(option.name(), value);
            if (isReadable(option)) {
                assertEquals(value, context.get(option));
            }
            return true;
        } catch (UnsupportedFeatureException e) {
            assertEquals(Support.Level.PARTIAL, support(option).level(), e::getMessage);
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("contextOptions")
    @Rule({"SPI-012"})
    void anIllegalValueIsRefusedByTheContextAndTheOldOneStays(ContextOption<?> option) {
        if (support(option).isUsable() && isWritable(option)) {
            for (Object illegal : OptionValues.illegal(option)) {
                Object before = isReadable(option) ? context().get(option) : "";
                assertSays(
                        assertCode(ErrorCode.EINVAL, () -> context().setByName(option.name(), illegal)),
                        option,
                        illegal);
                assertEquals(before, isReadable(option) ? context().get(option) : "");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contextOptions")
    @Rule({"ERR-008", "SPI-005", "UTL-003"})
    void accessAndSupportHoldForTheContextToo(ContextOption<?> option) {
        Object any = OptionValues.any(option);
        if (option.access() == Access.READ) {
            assertCode(ErrorCode.EINVAL, () -> context().setByName(option.name(), any));
        } else if (option.access() == Access.WRITE) {
            assertCode(ErrorCode.EINVAL, () -> context().get(option));
        }
        if (!support(option).isUsable()) {
            if (isReadable(option)) {
                assertUnsupported(Capability.of(option), () -> context().get(option));
            }
            if (isWritable(option)) {
                assertUnsupported(Capability.of(option), () -> context().setByName(option.name(), any));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contextOptions")
    void someContextOptionsAreOnlyForContextsWithoutSockets(ContextOption<?> option) {
        if (support(option).isUsable() && isWritable(option) && option.onlyBeforeSockets()) {
            open(SocketType.PAIR).close();
            ZmqException refusal =
                    assertCode(ErrorCode.EINVAL, () -> context().setByName(option.name(), OptionValues.any(option)));
            assertTrue(String.valueOf(refusal.getMessage()).contains("first socket"), refusal::getMessage);
        }
    }

    List<ContextOption<?>> contextOptions() {
        return ContextOptions.all();
    }

    // ---- the catalogue

    @Test
    @Rule("OPT-012")
    void everyOptionIsDescribedAndTheBackendSaysHowItSupportsIt() {
        assertEquals(73, SocketOptions.all().size());
        for (SocketOption<?> option : SocketOptions.all()) {
            assertFalse(option.name().isEmpty() || option.defaultText().isEmpty(), option.name());
            assertEquals(option == SocketOptions.BLOCKY, option.socketTypes().isEmpty(), option.name());
            boolean number = Number.class.isAssignableFrom(option.type());
            assertTrue(!number || !option.range().isEmpty(), option.name());
            Support support = support(option);
            boolean unreserved = support.level() == Support.Level.SUPPORTED;
            assertEquals(unreserved, support.reason().isEmpty(), () -> option.name() + ": " + support);
            assertFalse(support.reason().contains("not known"), () -> option.name() + ": " + support);
        }
    }

    @ParameterizedTest
    @Rule("OPT-175")
    @ValueSource(
            strings = {
                "BINDTODEVICE",
                "BUSY_POLL",
                "PRIORITY",
                "LOOPBACK_FASTPATH",
                "IPC_FILTER_UID",
                "TCP_ACCEPT_FILTER",
                "RECONNECT_STOP"
            })
    void optionsThatAreNotOfTheCatalogueAreRefused(String name) {
        Socket socket = open(SocketType.DEALER);
        assertCode(ErrorCode.EINVAL, () -> socket.setByName(name, 1));
        assertCode(ErrorCode.EINVAL, () -> socket.getByName(name));
    }

    @ParameterizedTest
    @Rule("OPT-014")
    @MethodSource("socketOptions")
    void randomValuesAreTakenOrRefusedAndTheSocketStaysUsable(SocketOption<?> option) {
        Random random = new Random(option.name().hashCode());
        for (SocketType type : List.of(SocketType.ROUTER, SocketType.XPUB)) {
            if (option != SocketOptions.USE_FD && option != SocketOptions.ROUTER_RAW) { // those make it another thing
                Socket socket = socket(type);
                for (int i = 0; i < 20; i++) {
                    setSomething(socket, option.name(), random);
                }
                socket.connect(inproc());
                assertEquals(type, socket.get(SocketOptions.TYPE));
                assertTrue(socket.get(SocketOptions.LAST_ENDPOINT).startsWith("inproc://"));
                socket.close();
            }
        }
    }

    private static void setSomething(Socket socket, String option, Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        Object value = random.nextBoolean() ? bytes : random.nextInt() >> random.nextInt(32);
        try {
            socket.setByName(option, value);
        } catch (ZmqException e) {
            assertTrue(
                    e.code() == ErrorCode.EINVAL || e instanceof UnsupportedFeatureException,
                    () -> option + ": " + e.getMessage());
        }
    }

    // ---- now and later

    @Test
    @Rule({"OPT-006", "OPT-102"})
    void routingIdIsTheOneAtTheTimeOfTheConnect() {
        needs(SocketOptions.IDENTITY);
        Socket first = socket(SocketType.ROUTER);
        Socket second = socket(SocketType.ROUTER);
        Socket dealer = socket(SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("early"));
        dealer.connect(first.bind(inproc()));
        dealer.set(SocketOptions.IDENTITY, bytes("late"));
        dealer.connect(second.bind(inproc()));
        send(dealer, "one");
        send(dealer, "other");
        assertEquals("early", text(first.recvMultipart(AWAIT).get(0)));
        assertEquals("late", text(second.recvMultipart(AWAIT).get(0)));
    }

    @Test
    @Rule("OPT-103")
    void routingIdDoesNotBeginWithAZeroByte() {
        needs(SocketOptions.IDENTITY);
        Socket dealer = open(SocketType.DEALER);
        assertCode(ErrorCode.EINVAL, () -> dealer.set(SocketOptions.IDENTITY, new byte[] {0, 'a'}));
        assertCode(ErrorCode.EINVAL, () -> dealer.set(SocketOptions.IDENTITY, new byte[] {0}));
        assertEquals(0, dealer.get(SocketOptions.IDENTITY).length);
    }

    // ---- the table is complete

    @Test
    void everyWritableOptionHasValuesToTry() {
        List<String> missing = new ArrayList<>();
        for (Option<?> option : OptionValues.allOptions()) {
            if (isWritable(option) && OptionValues.legal(option).isEmpty()) {
                missing.add(option.name());
            }
        }
        assertEquals(List.of(), missing);
    }
}
