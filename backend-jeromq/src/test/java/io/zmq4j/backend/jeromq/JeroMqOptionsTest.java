package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.Curve;
import io.zmq4j.CurveKey;
import io.zmq4j.ErrorCode;
import io.zmq4j.Mechanism;
import io.zmq4j.Option.Access;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("smoke")
class JeroMqOptionsTest {
    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    static Stream<SocketOption<?>> usable() {
        return SocketOptions.all().stream()
                .filter(option -> JeroMq.backend().supports(Capability.of(option)))
                .filter(option -> option != SocketOptions.BLOCKY);
    }

    private Socket socketFor(SocketOption<?> option) {
        return JeroMq.socket(context, option.socketTypes().iterator().next());
    }

    @Test
    void theTableKnowsEveryOptionOfTheCatalogue() {
        for (SocketOption<?> option : SocketOptions.all()) {
            assertEquals(
                    JeroMqOptions.socketSupport(option.name()),
                    JeroMqOptions.entry(option).support());
        }
        for (ContextOption<?> option : ContextOptions.all()) {
            assertEquals(
                    JeroMqOptions.contextSupport(option.name()),
                    JeroMqOptions.entry(option).support());
        }
    }

    @Test
    void fiftyFourAreSupportedOrPartial() {
        long usable = SocketOptions.all().stream()
                .filter(option -> JeroMq.backend().supports(Capability.of(option)))
                .count();
        assertTrue(usable >= 54, () -> usable + " options are supported or partial");
    }

    @ParameterizedTest
    @MethodSource("usable")
    void defaultsAreLibzmqs(SocketOption<?> option) {
        if (option.access() == Access.WRITE) {
            return;
        }
        Socket socket = context.socket(option.socketTypes().iterator().next());
        Object value = socket.get(option);
        if (option == SocketOptions.EVENTS || option == SocketOptions.TYPE) {
            return; // by type
        }
        if (value instanceof byte[] bytes) {
            assertEquals(0, bytes.length);
        } else if (value instanceof CurveKey key) {
            assertArrayEquals(new byte[32], key.toBytes());
        } else if (value instanceof String text) {
            assertEquals("", text);
        } else {
            assertEquals(option.codec().parse(option.name(), option.defaultText()), value);
        }
    }

    @ParameterizedTest
    @MethodSource("usable")
    void theEngineTakesWhatTheCatalogueAllows(SocketOption<?> option) {
        if (option.access() != Access.READ_WRITE) {
            return;
        }
        Socket socket = socketFor(option);
        Object other = other(option);
        socket.setByName(option.name(), other);
        Object read = socket.getByName(option.name());
        if (read instanceof byte[] bytes) {
            assertArrayEquals(JeroMq.bytes((String) other), bytes);
        } else {
            assertEquals(option.codec().coerce(option.name(), other), read);
        }
    }

    /** A legal value that is not the default. */
    private static Object other(SocketOption<?> option) {
        if (option.type() == Boolean.class) {
            return !option.defaultText().equals("true");
        } else if (option.type() == CurveKey.class) {
            return Curve.keyPair().publicKey();
        } else if (option.type() == byte[].class || option.type() == String.class) {
            return "text";
        } else if (option == SocketOptions.HEARTBEAT_TTL) {
            return "300ms";
        }
        return option == SocketOptions.TCP_KEEPALIVE ? 1 : 7;
    }

    @ParameterizedTest
    @MethodSource("writeOnly")
    void writeOnlyOptionsAreTaken(SocketOption<?> option) {
        Object value = option.type() == Boolean.class ? (Object) true : "text";
        for (SocketType type : option.socketTypes()) {
            Socket socket = JeroMq.socket(context, type);
            if (type == SocketType.XPUB) {
                socket.set(SocketOptions.XPUB_MANUAL, true); // SUBSCRIBE and UNSUBSCRIBE need it
            }
            socket.setByName(option.name(), value);
        }
    }

    static Stream<SocketOption<?>> writeOnly() {
        return usable().filter(option -> option.access() == Access.WRITE);
    }

    @Test
    void whatHasNoEffectIsRefusedWithTheReason() {
        for (SocketOption<?> option : SocketOptions.all()) {
            if (!JeroMq.backend().supports(Capability.of(option)) && option.access() != Access.WRITE) {
                UnsupportedFeatureException e = assertThrows(
                        UnsupportedFeatureException.class,
                        () -> socketFor(option).get(option));
                assertEquals(JeroMqOptions.entry(option).support().reason(), e.reason());
            }
        }
    }

    @Test
    void anUnlimitedMessageSizeReadsAsSuch() {
        Socket socket = JeroMq.socket(context, SocketType.PULL);
        assertEquals(-1, socket.get(SocketOptions.MAXMSGSIZE));
        socket.set(SocketOptions.MAXMSGSIZE, Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, socket.get(SocketOptions.MAXMSGSIZE));
    }

    @Test
    void aLongHeartbeatTtlIsRefusedAndTheOldOneStays() {
        Socket socket = JeroMq.socket(context, SocketType.DEALER);
        socket.set(SocketOptions.HEARTBEAT_TTL, Duration.ofMillis(655_300));
        assertThrows(
                UnsupportedFeatureException.class,
                () -> socket.set(SocketOptions.HEARTBEAT_TTL, Duration.ofMillis(655_400)));
        assertEquals(Duration.ofMillis(655_300), socket.get(SocketOptions.HEARTBEAT_TTL));
    }

    @Test
    void keysAreNeitherKeptNorHandedOut() {
        Socket socket = JeroMq.socket(context, SocketType.DEALER);
        byte[] identity = {1, 2, 3};
        socket.set(SocketOptions.IDENTITY, identity);
        identity[0] = 9;
        socket.get(SocketOptions.IDENTITY)[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, socket.get(SocketOptions.IDENTITY));
        CurveKey key = Curve.keyPair().secretKey();
        socket.set(SocketOptions.CURVE_SECRETKEY, key);
        assertEquals(key, socket.get(SocketOptions.CURVE_SECRETKEY));
    }

    @Test
    void theMechanismFollowsTheKeys() {
        Socket socket = JeroMq.socket(context, SocketType.DEALER);
        assertEquals(Mechanism.NULL, socket.get(SocketOptions.MECHANISM));
        socket.set(SocketOptions.CURVE_SERVER, true);
        assertEquals(Mechanism.CURVE, socket.get(SocketOptions.MECHANISM));
        socket.set(SocketOptions.CURVE_SERVERKEY, Curve.keyPair().publicKey());
        assertFalse(socket.get(SocketOptions.CURVE_SERVER));
        assertEquals(Mechanism.CURVE, socket.get(SocketOptions.MECHANISM));
        socket.set(SocketOptions.PLAIN_SERVER, true);
        assertEquals(Mechanism.PLAIN, socket.get(SocketOptions.MECHANISM));
        socket.set(SocketOptions.PLAIN_SERVER, false);
        assertEquals(Mechanism.NULL, socket.get(SocketOptions.MECHANISM));
    }

    @Test
    void textsThatJeroMqWouldChangeAreRefused() {
        Socket router = JeroMq.socket(context, SocketType.ROUTER);
        byte[] binary = {(byte) 0xff, 1};
        assertThrows(UnsupportedFeatureException.class, () -> router.set(SocketOptions.CONNECT_RID, binary));
        router.set(SocketOptions.CONNECT_RID, JeroMq.bytes("ä"));
        assertThrows(UnsupportedFeatureException.class, () -> router.set(SocketOptions.ZAP_DOMAIN, "ä"));
        Socket xpub = JeroMq.socket(context, SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_MANUAL, true);
        assertThrows(UnsupportedFeatureException.class, () -> xpub.set(SocketOptions.SUBSCRIBE, binary));
    }

    @Test
    void streamNotifiesAlways() {
        Socket stream = JeroMq.socket(context, SocketType.STREAM);
        stream.set(SocketOptions.STREAM_NOTIFY, true);
        assertThrows(UnsupportedFeatureException.class, () -> stream.set(SocketOptions.STREAM_NOTIFY, false));
    }

    @Test
    void manualSubscriptionsOutsideManualModeAreRefused() {
        Socket xpub = JeroMq.socket(context, SocketType.XPUB);
        ZmqException e =
                assertThrows(ZmqException.class, () -> xpub.set(SocketOptions.SUBSCRIBE, JeroMq.bytes("topic")));
        assertEquals(ErrorCode.EINVAL, e.code());
    }

    @Test
    void aRelaxedRequesterIsWritableWhileItWaitsForItsReply() {
        Socket rep = JeroMq.socket(context, SocketType.REP);
        Socket req = JeroMq.socket(context, SocketType.REQ);
        req.set(SocketOptions.REQ_RELAXED, true);
        req.connect(rep.bind("inproc://relaxed"));
        req.send(JeroMq.bytes("first"));
        assertEquals(Set.of(PollEvent.POLLOUT), req.get(SocketOptions.EVENTS));
        req.send(JeroMq.bytes("second"));
    }

    // ---- options of the context

    @Test
    void contextDefaults() {
        assertEquals(1023, context.get(ContextOptions.MAX_SOCKETS));
        assertEquals(1, context.get(ContextOptions.IO_THREADS));
        assertEquals(65_535, context.get(ContextOptions.SOCKET_LIMIT));
        assertEquals("", context.get(ContextOptions.THREAD_NAME_PREFIX));
        assertTrue(context.get(ContextOptions.BLOCKY));
        assertFalse(context.get(ContextOptions.IPV6));
    }

    @Test
    void contextOptionsSetTheDefaultsOfSockets() {
        context.set(ContextOptions.BLOCKY, false);
        context.set(ContextOptions.IPV6, true);
        Socket socket = context.socket(SocketType.PUSH);
        assertEquals(Duration.ZERO, socket.get(SocketOptions.LINGER));
        assertTrue(socket.get(SocketOptions.IPV6));
        context.set(ContextOptions.BLOCKY, true);
        assertEquals(Zmq.FOREVER, context.socket(SocketType.PUSH).get(SocketOptions.LINGER));
    }

    @Test
    void threadsAreNamedAndDaemons() {
        context.set(ContextOptions.THREAD_NAME_PREFIX, "mine-");
        context.set(ContextOptions.IO_THREADS, 2);
        context.socket(SocketType.PUSH);
        long named = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mine-") && thread.isDaemon())
                .count();
        assertEquals(3, named, "two I/O threads and the reaper");
    }

    @Test
    void withoutIoThreadsThereIsInprocOnly() {
        context.set(ContextOptions.IO_THREADS, 0);
        Socket one = JeroMq.socket(context, SocketType.PAIR);
        Socket other = JeroMq.socket(context, SocketType.PAIR);
        other.connect(one.bind("inproc://alone"));
        other.send(JeroMq.bytes("hello"));
        assertArrayEquals(JeroMq.bytes("hello"), one.recv());
        ZmqException e = assertThrows(ZmqException.class, () -> one.bind(Loopback.ANY_PORT));
        assertEquals(ErrorCode.EMTHREAD, e.code());
    }

    @Test
    void theSocketsAllowedAreAllThere() {
        context.set(ContextOptions.MAX_SOCKETS, 20);
        for (int i = 0; i < 20; i++) {
            context.socket(SocketType.PAIR);
        }
        ZmqException e = assertThrows(ZmqException.class, () -> context.socket(SocketType.PAIR));
        assertEquals(ErrorCode.EMFILE, e.code());
    }
}
