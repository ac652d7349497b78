package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every option alike, on every type of socket: defaults, round trips, refusals, names. What the options
 * do is shown by {@link QueueOptionTck} and its neighbours; {@link OptionValues#ROUND_TRIP_ONLY} names those whose
 * effect loopback cannot show.
 */
public class OptionRulesTck extends OptionArea {
    /** For subclasses. */
    protected OptionRulesTck() {}

    // ---- socket options: each of the catalogue, on each type of socket

    @TestFactory
    Stream<DynamicTest> theDefaultIsTheOneOfTheCatalogue() {
        return eachOption((option, type) -> {
            if (isUsable(option, type) && isReadable(option)) {
                Object value = open(type).get(option);
                OptionValues.defaultOf(option, type)
                        .ifPresent(expected -> assertSameValue(expected, value, option + " of " + type));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatWasSetIsReadBack() {
        return eachOption((option, type) -> {
            if (isUsable(option, type) && isWritable(option)) {
                int set = 0;
                for (Object value : OptionValues.legal(option)) {
                    set += isSet(option, type, value) ? 1 : 0;
                }
                boolean noneExpected = OptionValues.legal(option).isEmpty() || OptionValues.needsAnother(option, type);
                assertTrue(noneExpected || set > 0, option + " of " + type + " takes no value");
            }
        });
    }

    private boolean isSet(SocketOption<?> option, SocketType type, Object value) {
        try (Socket socket = open(type)) {
            socket.set(SocketOptions.LINGER, Duration.ZERO);
            set(socket, option, value);
            if (isReadable(option)) {
                assertSameValue(value, socket.get(option), option + " of " + type);
                assertSameValue(value, socket.getByName(option.name()), option + " of " + type + " by name");
            }
            return true;
        } catch (UnsupportedFeatureException e) {
            assertEquals(Support.Level.PARTIAL, support(option).level(), e::getMessage);
            assertEquals(Capability.of(option).toString(), e.capability());
            return false; // the reason may name the value
        } catch (ZmqException e) {
            assertTrue(OptionValues.needsAnother(option, type), e::getMessage);
            return false;
        }
    }

    @TestFactory
    Stream<DynamicTest> anIllegalValueIsRefusedAndTheOldOneStays() {
        return eachOption((option, type) -> {
            if (isUsable(option, type) && isWritable(option)) {
                Socket socket = open(type);
                for (Object illegal : OptionValues.illegal(option)) {
                    Object before = isReadable(option) ? socket.get(option) : "";
                    ZmqException refusal = assertCode(ErrorCode.EINVAL, () -> set(socket, option, illegal));
                    assertSays(refusal, option, illegal);
                    ZmqException byName = assertCode(ErrorCode.EINVAL, () -> socket.setByName(option.name(), illegal));
                    assertSays(byName, option, illegal);
                    Object after = isReadable(option) ? socket.get(option) : "";
                    assertSameValue(before, after, option + " of " + type + " after " + refusal.getMessage());
                }
                assertThrows(NullPointerException.class, () -> setNull(socket, option));
                assertThrows(NullPointerException.class, () -> socket.setByName(option.name(), nothing()));
            }
        });
    }

    private static void assertSays(ZmqException refusal, Option<?> option, Object illegal) {
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(option.name()), message);
        assertTrue(message.contains(option.range()), message);
        assertTrue(message.contains(OptionValues.shown(option, illegal)), message);
    }

    @TestFactory
    Stream<DynamicTest> aReadOnlyOptionIsNotWrittenAndAWriteOnlyOneNotRead() {
        return eachOption((option, type) -> {
            Socket socket = open(type);
            if (option.access() == Access.READ) {
                assertCode(ErrorCode.EINVAL, () -> socket.setByName(option.name(), OptionValues.any(option)));
            } else if (option.access() == Access.WRITE) {
                assertCode(ErrorCode.EINVAL, () -> socket.get(option));
                assertCode(ErrorCode.EINVAL, () -> socket.getByName(option.name()));
            }
        });
    }

    @TestFactory
    @Rule("CFL-004")
    Stream<DynamicTest> anotherTypeOfSocketRefusesTheOption() {
        return eachOption((option, type) -> {
            if (!option.socketTypes().contains(type)) {
                Socket socket = open(type);
                if (isWritable(option)) {
                    ZmqException refusal =
                            assertCode(ErrorCode.EINVAL, () -> set(socket, option, OptionValues.any(option)));
                    String message = String.valueOf(refusal.getMessage());
                    String shown = option == SocketOptions.BLOCKY ? "ContextOptions.BLOCKY" : "not of " + type;
                    assertTrue(message.contains(option.name()) && message.contains(shown), message);
                }
                if (isReadable(option)) {
                    assertCode(ErrorCode.EINVAL, () -> socket.get(option));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnsupportedOptionIsRefusedWithItsReason() {
        return eachOption((option, type) -> {
            if (!support(option).isUsable() && option.socketTypes().contains(type)) {
                Socket socket = open(type);
                Capability capability = Capability.of(option);
                if (isWritable(option)) {
                    assertUnsupported(capability, () -> set(socket, option, OptionValues.any(option)));
                    assertUnsupported(capability, () -> socket.setByName(option.name(), OptionValues.any(option)));
                }
                if (isReadable(option)) {
                    assertUnsupported(capability, () -> socket.get(option));
                }
            }
        });
    }

    private Stream<DynamicTest> eachOption(BiConsumer<SocketOption<?>, SocketType> check) {
        return SocketOptions.all().stream()
                .map(option -> dynamicTest(option.name(), () -> {
                    for (SocketType type : SocketType.values()) {
                        if (backend().supports(Capability.of(type))) {
                            check.accept(option, type);
                        }
                    }
                    closeEverything();
                }));
    }

    private boolean isUsable(SocketOption<?> option, SocketType type) {
        return support(option).isUsable() && option.socketTypes().contains(type);
    }

    private static boolean isReadable(Option<?> option) {
        return option.access() != Access.WRITE;
    }

    private static boolean isWritable(Option<?> option) {
        return option.access() != Access.READ;
    }

    @SuppressWarnings("unchecked") // the table has values of the option's type, and the wrong ones go by name
    private static <T> void set(Socket socket, SocketOption<T> option, Object value) {
        if (option.type().isInstance(value)) {
            socket.set(option, (T) value);
        } else {
            socket.setByName(option.name(), value);
        }
    }

    @SuppressWarnings("NullAway") // null on purpose
    private static <T> void setNull(Socket socket, SocketOption<T> option) {
        socket.set(option, null);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null on purpose
    private static <T> T nothing() {
        return null;
    }

    private static void assertSameValue(Object expected, Object actual, String what) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual, what);
        } else {
            assertEquals(expected, actual, what);
        }
    }

    // ---- before the first bind or connect

    @TestFactory
    @Rule({"HWM-006", "HWM-007"})
    Stream<DynamicTest> someOptionsAreOnlyForSocketsThatAreNotAttached() {
        return Stream.of(SocketOptions.SNDHWM, SocketOptions.RCVHWM, SocketOptions.ROUTER_RAW)
                .filter(option -> support(option).isUsable())
                .map(option -> dynamicTest(option.name(), () -> {
                    assertTrue(option.onlyBeforeAttach());
                    Socket bound = open(SocketType.ROUTER);
                    set(bound, option, OptionValues.any(option));
                    bound.bind(inproc());
                    assertRefusedNow(bound, option);
                    Socket connected = open(SocketType.ROUTER);
                    connected.connect(inproc());
                    assertRefusedNow(connected, option);
                }));
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

    @TestFactory
    Stream<DynamicTest> theDefaultOfTheContextIsTheOneOfTheCatalogue() {
        return eachContextOption(option -> {
            if (support(option).isUsable() && isReadable(option)) {
                Object value = context().get(option);
                OptionValues.defaultOf(option).ifPresent(expected -> assertEquals(expected, value));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatWasSetOnTheContextIsReadBack() {
        return eachContextOption(option -> {
            if (support(option).isUsable() && isWritable(option)) {
                int set = 0;
                for (Object value : OptionValues.legal(option)) {
                    set += isSet(newContext(), option, value) ? 1 : 0;
                }
                assertTrue(OptionValues.legal(option).isEmpty() || set > 0, option + " takes no value");
            }
        });
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

    @TestFactory
    Stream<DynamicTest> anIllegalValueIsRefusedByTheContextAndTheOldOneStays() {
        return eachContextOption(option -> {
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
        });
    }

    @TestFactory
    Stream<DynamicTest> accessAndSupportHoldForTheContextToo() {
        return eachContextOption(option -> {
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
        });
    }

    @TestFactory
    Stream<DynamicTest> someContextOptionsAreOnlyForContextsWithoutSockets() {
        return eachContextOption(option -> {
            if (support(option).isUsable() && isWritable(option) && option.onlyBeforeSockets()) {
                open(SocketType.PAIR).close();
                ZmqException refusal = assertCode(
                        ErrorCode.EINVAL, () -> context().setByName(option.name(), OptionValues.any(option)));
                assertTrue(String.valueOf(refusal.getMessage()).contains("first socket"), refusal::getMessage);
            }
        });
    }

    private Stream<DynamicTest> eachContextOption(java.util.function.Consumer<ContextOption<?>> check) {
        return ContextOptions.all().stream()
                .map(option -> dynamicTest(option.name(), () -> {
                    check.accept(option);
                    closeEverything();
                }));
    }

    // ---- what context options do

    @Test
    void withoutIoThreadsThereIsInprocOnly() {
        needs(ContextOptions.IO_THREADS);
        needsTransport("tcp");
        context().set(ContextOptions.IO_THREADS, 0);
        Two two = two(SocketType.PULL, SocketType.PUSH);
        send(two.connected(), "inproc works");
        assertEquals("inproc works", recv(two.bound()));
        assertCode(ErrorCode.EMTHREAD, () -> open(SocketType.PULL).bind(tcp()));
        assertCode(ErrorCode.EMTHREAD, () -> open(SocketType.PUSH).connect("tcp://127.0.0.1:9"));
    }

    @Test
    void maxSocketsIsHowManyCanBeOpenAtATime() {
        needs(ContextOptions.MAX_SOCKETS);
        context().set(ContextOptions.MAX_SOCKETS, 3);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(open(SocketType.PAIR));
        }
        assertCode(ErrorCode.EMFILE, () -> open(SocketType.PAIR));
        sockets.get(1).close();
        assertInstanceOf(Socket.class, open(SocketType.PAIR));
        assertCode(ErrorCode.EMFILE, () -> open(SocketType.PAIR));
    }

    @Test
    void withoutBlockyNewSocketsDoNotLinger() {
        needs(ContextOptions.BLOCKY);
        Socket before = open(SocketType.PUSH);
        context().set(ContextOptions.BLOCKY, false);
        assertEquals(Duration.ZERO, open(SocketType.PUSH).get(SocketOptions.LINGER));
        assertEquals(ms(-1), before.get(SocketOptions.LINGER));
        context().set(ContextOptions.BLOCKY, true);
        assertEquals(ms(-1), open(SocketType.PUSH).get(SocketOptions.LINGER));
    }

    @Test
    void ipv6OfTheContextIsTheDefaultOfNewSockets() {
        needs(ContextOptions.IPV6);
        Socket before = open(SocketType.PUSH);
        context().set(ContextOptions.IPV6, true);
        assertTrue(open(SocketType.PUSH).get(SocketOptions.IPV6));
        assertFalse(before.get(SocketOptions.IPV6));
        context().set(ContextOptions.IPV6, false);
        assertFalse(open(SocketType.PUSH).get(SocketOptions.IPV6));
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
