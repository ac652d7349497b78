package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.WouldBlockException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contexts and sockets from opening to closing, and what they answer afterwards. */
public class LifecycleTck extends ZmqTck {
    /** For those who run it. */
    public LifecycleTck() {}

    @ParameterizedTest
    @EnumSource
    @Rule({"ERR-008", "SOC-001", "SPI-005", "UTL-003"})
    void everyTypeOpensOrIsRefusedWithTheReasonDeclared(SocketType type) {
        Context context = context();
        if (!backend().supports(Capability.of(type))) {
            assertUnsupported(Capability.of(type), () -> context.socket(type));
            return;
        }
        Socket socket = context.socket(type);
        assertSame(type, socket.type());
        assertSame(context, socket.context());
        assertFalse(socket.isClosed());
        assertTrue(socket.toString().startsWith(type + "#"), socket::toString);
        socket.close();
        assertTrue(socket.isClosed());
    }

    @Test
    void contextKnowsItsBackend() {
        assertSame(backend(), context().backend());
        assertTrue(context().toString().contains(backend().name()), context()::toString);
    }

    List<SocketCall> socketCalls() {
        return SocketCall.all(backend());
    }

    @ParameterizedTest
    @MethodSource("socketCalls")
    @Rule({"MON-017", "SOC-004"})
    void everyCallOnAClosedSocketIsClosed(SocketCall call) {
        Socket socket = socket(call.type());
        Object[] arguments = call.arguments(context());
        socket.close();
        ZmqException thrown = assertThrows(ClosedException.class, () -> call.on(socket, arguments));
        assertEquals(ErrorCode.ENOTSOCK, thrown.code());
        assertTrue(message(thrown).contains(socket.toString()), thrown::getMessage);
    }

    @ParameterizedTest
    @MethodSource("socketCalls")
    @Rule({"CTX-017", "CTX-018", "MON-017"})
    void everyCallAfterShutdownIsTerminated(SocketCall call) {
        Socket socket = socket(call.type());
        Object[] arguments = call.arguments(context());
        context().shutdown();
        ZmqException thrown = assertThrows(TerminatedException.class, () -> call.on(socket, arguments));
        assertEquals(ErrorCode.ETERM, thrown.code());
        assertTrue(message(thrown).contains(socket.toString()), thrown::getMessage);
    }

    @ParameterizedTest
    @Rule("CTX-017")
    @MethodSource("socketCalls")
    void everyCallAfterTheContextWasClosedIsTerminated(SocketCall call) {
        Socket socket = socket(call.type());
        Object[] arguments = call.arguments(context());
        context().close();
        assertThrows(TerminatedException.class, () -> call.on(socket, arguments));
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void socketClosedBeforeShutdownStaysClosed() {
        Socket socket = socket(SocketType.DEALER);
        socket.close();
        context().shutdown();
        assertThrows(ClosedException.class, socket::tryRecv);
        context().close();
        assertThrows(ClosedException.class, socket::tryRecv);
    }

    @Test
    void socketClosedAfterShutdownIsClosed() {
        Socket socket = socket(SocketType.DEALER);
        context().shutdown();
        assertFalse(socket.isClosed());
        socket.close();
        assertTrue(socket.isClosed());
        assertThrows(ClosedException.class, socket::tryRecv);
    }

    @Test
    @Rule({"CTX-020", "CTX-024", "SOC-003", "SPI-013"})
    void closingTwiceIsHarmless() {
        Socket socket = socket(SocketType.DEALER);
        socket.close();
        socket.close();
        context().close();
        socket.close();
        context().close();
        context().shutdown();
        assertTrue(socket.isClosed());
        assertTrue(context().isClosed());
        assertTrue(context().close(AWAIT));
    }

    @Test
    @Rule("CTX-015")
    void contextClosesItsSockets() {
        Socket socket = socket(SocketType.DEALER);
        context().close();
        assertTrue(socket.isClosed());
        assertTrue(context().isClosed());
    }

    @Test
    @Rule({"CTX-018", "CTX-019", "CTX-020"})
    void shutdownClosesNothingAndCanBeRepeated() {
        Socket socket = socket(SocketType.DEALER);
        context().shutdown();
        context().shutdown();
        assertFalse(socket.isClosed());
        assertFalse(context().isClosed());
        assertThrows(TerminatedException.class, () -> context().socket(SocketType.PAIR));
    }

    @Test
    @Rule("SOC-011")
    void socketOfAScopeIsClosedInAllCases() {
        Socket seen = Zmq.withSocket(context(), SocketType.PULL, socket -> {
            assertFalse(socket.isClosed());
            return socket;
        });
        assertTrue(seen.isClosed());
        Socket[] failed = new Socket[1];
        RuntimeException enough = new IllegalStateException("enough");
        RuntimeException thrown = assertThrows(
                IllegalStateException.class,
                () -> Zmq.withSocket(context(), SocketType.PULL, socket -> {
                    failed[0] = socket;
                    throw enough;
                }));
        assertSame(enough, thrown);
        assertTrue(failed[0].isClosed());
        assertFalse(context().isClosed());
    }

    @Test
    @Rule("CTX-024")
    void closedContextRefusesEverything() {
        Context context = context();
        context.close();
        assertThrows(ClosedException.class, () -> context.socket(SocketType.PAIR));
        assertThrows(ClosedException.class, () -> context.get(ContextOptions.MAX_SOCKETS));
        assertThrows(ClosedException.class, () -> context.set(ContextOptions.MAX_SOCKETS, 5));
        assertThrows(ClosedException.class, () -> context.setByName("MAX_SOCKETS", 5));
    }

    @Test
    @Rule("CTX-017")
    void whatIsAlwaysAllowedNeverThrows() {
        Context context = context();
        Socket open = socket(SocketType.PULL);
        Socket closed = socket(SocketType.PULL);
        closed.close();
        askEverything(context, open, closed);
        context.shutdown();
        askEverything(context, open, closed);
        context.close();
        askEverything(context, open, closed);
    }

    private static void askEverything(Context context, Socket... sockets) {
        assertNotNull(context.toString());
        assertNotNull(context.backend());
        assertEquals(context.isClosed(), context.isClosed());
        for (Socket socket : sockets) {
            assertSame(SocketType.PULL, socket.type());
            assertSame(context, socket.context());
            assertTrue(socket.toString().startsWith("PULL#"));
            assertEquals(socket.isClosed(), socket.isClosed());
        }
    }

    @Test
    void closeIsNotSkippedForAnInterrupt() {
        Socket socket = socket(SocketType.DEALER);
        Thread.currentThread().interrupt();
        socket.close();
        assertTrue(Thread.interrupted(), "the flag stays set");
        assertTrue(socket.isClosed());
    }

    @Test
    @Rule("CTX-021")
    void interruptEndsTheWaitOfContextCloseAndNotItsWork() {
        Context context = context();
        Socket socket = socket(SocketType.DEALER);
        try (LogCapture log = new LogCapture()) {
            Thread.currentThread().interrupt();
            context.close();
            assertTrue(Thread.interrupted(), "the flag stays set");
            assertTrue(
                    log.records().stream().allMatch(entry -> isNoteOf(entry, context)),
                    () -> "more than that it goes on: " + log.records());
        }
        assertTrue(context.close(AWAIT));
        assertTrue(socket.isClosed());
    }

    @Test
    void boundedCloseEndsThoughNobodyTakesTheMessage() {
        Context context = context();
        Socket push = context.socket(SocketType.PUSH);
        push.connect(nowhere());
        push.sendText("for nobody"); // LINGER is -1
        context.close(SHORT);
        assertTrue(context.close(AWAIT));
        assertTrue(push.isClosed());
    }

    /** Where nobody listens. */
    private String nowhere() {
        if (!transports().contains("tcp")) {
            return anyEndpoint("inproc");
        }
        Socket socket = socket(SocketType.PULL);
        String endpoint = socket.bind(Loopback.ANY_PORT);
        socket.close();
        return endpoint;
    }

    @Test
    @Rule("THR-006")
    void closeFromManyThreadsAtOnce() throws InterruptedException {
        Context context = context();
        Socket socket = socket(SocketType.DEALER);
        CountDownLatch go = new CountDownLatch(1);
        List<Task<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean first = i % 2 == 0;
            closers.add(start("closer-" + i, () -> {
                go.await();
                if (first) {
                    socket.close();
                } else {
                    context.close();
                }
                return socket.isClosed();
            }));
        }
        go.countDown();
        for (Task<Boolean> closer : closers) {
            assertTrue(closer.result());
        }
        assertTrue(context.isClosed());
    }

    @Test
    @Rule("SOC-010")
    void manyMoreSocketsThanTheLimitComeAndGo() {
        context().set(ContextOptions.MAX_SOCKETS, 10);
        for (int i = 0; i < 1_000; i++) {
            socket(SocketType.PAIR).close();
        }
        assertFalse(socket(SocketType.PAIR).isClosed());
    }

    @ParameterizedTest
    @EnumSource(names = {"PUSH", "DEALER", "REQ", "PAIR"})
    @Rule("SOC-007")
    void newSocketHasNobodyToSendTo(SocketType type) {
        Socket socket = socket(type);
        assertFalse(socket.trySendText("nobody"));
        assertThrows(WouldBlockException.class, () -> socket.send(new byte[1], SendFlag.DONTWAIT));
    }

    @ParameterizedTest
    @EnumSource(names = {"PULL", "DEALER", "ROUTER", "REP", "PAIR", "SUB", "XSUB", "XPUB"})
    @Rule("SOC-007")
    void newSocketHasNothingToReceive(SocketType type) {
        Socket socket = socket(type);
        assertNull(socket.tryRecv());
        assertThrows(WouldBlockException.class, () -> socket.recv(RecvFlag.DONTWAIT));
    }

    @ParameterizedTest
    @MethodSource("transports")
    @Rule("SOC-006")
    void closeDiscardsWhatWasReceivedAndNotRead(String transport) {
        Socket push = socket(SocketType.PUSH);
        String endpoint = push.bind(anyEndpoint(transport));
        Socket closing = socket(SocketType.PULL);
        closing.connect(endpoint);
        push.sendText("not read");
        await("the message has arrived", () -> closing.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        closing.close();
        await("nobody is connected", () -> push.get(SocketOptions.EVENTS).isEmpty());
        Socket next = socket(SocketType.PULL);
        next.connect(endpoint);
        push.sendText("for the next");
        assertEquals("for the next", next.recvText());
        assertNull(next.tryRecv());
    }

    // ---- limits

    @Test
    @Rule({"CTX-005", "CTX-006"})
    void maxSocketsIsTheLimitOfOpenSockets() {
        Context context = context();
        context.set(ContextOptions.MAX_SOCKETS, 2);
        assertEquals(2, context.get(ContextOptions.MAX_SOCKETS));
        Socket first = socket(SocketType.PAIR);
        Socket second = socket(SocketType.PAIR);
        ZmqException thrown = assertCode(ErrorCode.EMFILE, () -> context.socket(SocketType.PAIR));
        assertTrue(message(thrown).contains("MAX_SOCKETS"), thrown::getMessage);
        first.close();
        Socket third = socket(SocketType.PAIR);
        assertFalse(second.isClosed());
        assertFalse(third.isClosed());
        assertCode(ErrorCode.EMFILE, () -> context.socket(SocketType.PAIR));
    }

    @Test
    void maxSocketsHasToBeSetBeforeTheFirstSocket() {
        socket(SocketType.PAIR);
        assertCode(ErrorCode.EINVAL, () -> context().set(ContextOptions.MAX_SOCKETS, 7));
        assertEquals(1023, context().get(ContextOptions.MAX_SOCKETS));
    }

    // ---- abandoned

    @Test
    void abandonedSocketIsReportedWithItsCreationStackAndClosed() {
        context().set(ContextOptions.MAX_SOCKETS, 1);
        try (LogCapture log = new LogCapture()) {
            String label = abandonSocket(context());
            awaitReport(log, "ZMQ4J-011", label, "abandonSocket");
        }
        assertFalse(socket(SocketType.PAIR).isClosed(), "its place is free again");
        assertTrue(context().close(AWAIT));
    }

    @Test
    void contextClosesAnAbandonedSocket() {
        try (LogCapture log = new LogCapture()) {
            String label = abandonSocket(context());
            awaitReport(log, "ZMQ4J-011", label, "abandonSocket");
        }
        assertTrue(context().close(AWAIT));
    }

    @Test
    void abandonedContextIsReportedWithItsCreationStack() {
        try (LogCapture log = new LogCapture()) {
            String label = abandonContext();
            awaitReport(log, "ZMQ4J-012", label, "abandonContext");
        }
    }

    @Test
    void whatWasClosedIsNotReported() {
        try (LogCapture log = new LogCapture()) {
            String closed = useAndClose(context());
            String label = abandonSocket(context());
            awaitReport(log, "ZMQ4J-011", label, "abandonSocket");
            System.gc();
            assertFalse(log.has(entry -> entry.getMessage().contains(closed + " ")), () -> "reported: " + closed);
        }
    }

    private String abandonSocket(Context context) {
        Socket socket = context.socket(SocketType.PAIR);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        return socket.toString();
    }

    private String abandonContext() {
        return backend().context().toString();
    }

    private String useAndClose(Context context) {
        try (Socket socket = context.socket(SocketType.PAIR)) {
            return socket.toString();
        }
    }

    private static void awaitReport(LogCapture log, String code, String label, String creator) {
        await("report of " + label, () -> {
            System.gc();
            return log.has(entry -> isReport(entry, code, label, creator));
        });
    }

    private static boolean isNoteOf(LogRecord entry, Context context) {
        return entry.getMessage().startsWith("ZMQ4J-013 ") && entry.getMessage().contains(context.toString());
    }

    private static boolean isReport(LogRecord entry, String code, String label, String creator) {
        Throwable created = entry.getThrown();
        return entry.getMessage().startsWith(code + " ")
                && entry.getMessage().contains(label + " ")
                && created != null
                && Arrays.stream(created.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals(creator));
    }
}
