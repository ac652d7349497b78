package io.zmq4j.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Proxy;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.LogCapture;
import io.zmq4j.tck.ZmqTck;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call of a backend fails once in each scenario: what it threw comes out, or is logged where nothing may be
 * thrown; afterwards the guard is free, nothing is held, no message was torn, and everything closes.
 */
class NthCallFailsTest {
    /** Calls that end or give back something. They can fail without changing what the user's call has achieved. */
    private static final Set<String> LOGGED =
            Set.of("doGiveBack", "doUnmonitor", "doUnwatch", "release", "doTerminate");

    private static final int FAR_TOO_MANY = 500;

    /** What is sent, apart from {@link #AFTER}; everything received must be among it. */
    private static final List<String> ONE = List.of("one");

    private static final List<String> THREE = List.of("first", "second", "third");
    private static final List<String> AFTER = List.of("after");

    /** Sockets that are connected, and what happens to them. */
    static final class World {
        final Faults faults = new Faults();
        final EngineCount count = new EngineCount();
        final Context context = Backend.of(new FailingProvider(faults, count)).context();
        final Socket sender = socket(SocketType.PUSH);
        final Socket receiver = socket(SocketType.PULL);
        final Socket beyond = socket(SocketType.PUSH);
        final Socket farReceiver = socket(SocketType.PULL);
        final List<List<String>> received = new ArrayList<>();

        World() {
            receiver.set(SocketOptions.RCVHWM, 1);
            receiver.bind("inproc://there");
            sender.set(SocketOptions.SNDHWM, 1);
            sender.connect("inproc://there");
            farReceiver.bind("inproc://beyond");
            beyond.connect("inproc://beyond");
        }

        private Socket socket(SocketType type) {
            Socket socket = context.socket(type);
            socket.set(SocketOptions.SNDTIMEO, ZmqTck.AWAIT);
            socket.set(SocketOptions.RCVTIMEO, ZmqTck.AWAIT);
            return socket;
        }

        List<Socket> sockets() {
            return List.of(sender, receiver, beyond, farReceiver);
        }
    }

    /** Something a program does. */
    interface Scenario {
        /** What comes before, without a failure. */
        default void prepare(World world) {}

        void run(World world);
    }

    private static Arguments scenario(String name, Scenario run) {
        return arguments(name, run);
    }

    private static Arguments receiving(String name, List<String> message, Scenario run) {
        return arguments(name, new Scenario() {
            @Override
            public void prepare(World world) {
                world.sender.send(frames(message));
            }

            @Override
            public void run(World world) {
                run.run(world);
            }
        });
    }

    /** The message comes when the call waits already. */
    private static Arguments waiting(String name, Scenario run) {
        return arguments(name, new Scenario() {
            @Override
            public void prepare(World world) {
                world.faults.onWait(() -> world.sender.sendText("one"));
            }

            @Override
            public void run(World world) {
                run.run(world);
            }
        });
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario(
                        "open and close a socket",
                        world -> world.context.socket(SocketType.DEALER).close()),
                scenario("context options", world -> world.context.get(ContextOptions.IO_THREADS)),
                scenario("socket options", world -> {
                    world.sender.set(SocketOptions.LINGER, Duration.ZERO);
                    world.sender.get(SocketOptions.LINGER);
                    world.sender.get(SocketOptions.LAST_ENDPOINT);
                    world.sender.get(SocketOptions.EVENTS);
                }),
                scenario("bind and unbind", world -> {
                    world.receiver.bind("inproc://elsewhere");
                    world.receiver.unbind("inproc://elsewhere");
                }),
                scenario("connect and disconnect", world -> {
                    world.beyond.connect("inproc://later");
                    world.beyond.disconnect("inproc://later");
                }),
                scenario("send", world -> world.sender.sendText("one")),
                scenario("send a buffer", world -> world.sender.send(ByteBuffer.wrap("one".getBytes(UTF_8)))),
                scenario("send a Msg", world -> {
                    try (Msg msg = world.context.msg("one".getBytes(UTF_8))) {
                        world.sender.send(msg);
                    }
                }),
                scenario("try to send", world -> world.sender.trySend("one".getBytes(UTF_8))),
                scenario("send a list", world -> world.sender.send(frames(THREE))),
                scenario("try to send a list", world -> world.sender.trySend(frames(THREE))),
                arguments("wait to send", new Scenario() {
                    @Override
                    public void prepare(World world) {
                        while (world.sender.trySend("one".getBytes(UTF_8))) {
                            // fills the queue
                        }
                        world.faults.onWait(() -> drain(world));
                    }

                    @Override
                    public void run(World world) {
                        world.sender.send(frames(THREE));
                    }
                }),
                receiving("recv", ONE, world -> world.received.add(List.of(world.receiver.recvText()))),
                receiving("try to recv", ONE, world -> {
                    byte[] frame = world.receiver.tryRecv();
                    world.received.add(List.of(new String(present(frame), UTF_8)));
                }),
                receiving("recv into a buffer", ONE, world -> {
                    ByteBuffer buffer = ByteBuffer.allocate(16);
                    world.receiver.recv(buffer);
                    world.received.add(List.of(UTF_8.decode(buffer.flip()).toString()));
                }),
                receiving("recv a Msg", ONE, NthCallFailsTest::recvMsg),
                receiving("recv a list", THREE, world -> world.received.add(texts(world.receiver.recvMultipart()))),
                receiving("try to recv a list", THREE, world -> {
                    List<byte[]> message = world.receiver.tryRecvMultipart();
                    world.received.add(texts(present(message)));
                }),
                waiting("wait to recv", world -> world.received.add(List.of(world.receiver.recvText()))),
                waiting("wait to recv a Msg", NthCallFailsTest::recvMsg),
                waiting("wait to recv a list", world -> world.received.add(texts(world.receiver.recvMultipart()))),
                waiting(
                        "poll once",
                        world -> assertEquals(
                                1,
                                Zmq.poll(
                                        List.of(
                                                PollItem.of(world.receiver, PollEvent.POLLIN),
                                                PollItem.of(world.farReceiver, PollEvent.POLLIN)),
                                        ZmqTck.AWAIT))),
                waiting("a poller", world -> {
                    PollItem item = PollItem.of(world.receiver, PollEvent.POLLIN);
                    PollItem other = PollItem.of(world.farReceiver, PollEvent.POLLIN);
                    try (Poller poller = world.context.poller()) {
                        poller.add(item);
                        poller.add(other);
                        assertEquals(1, poller.poll(ZmqTck.AWAIT));
                        poller.remove(item);
                    }
                }),
                arguments("a proxy", new Scenario() {
                    @Override
                    public void prepare(World world) {
                        world.sender.send(frames(THREE));
                    }

                    @Override
                    public void run(World world) {
                        Proxy proxy = Proxy.of(world.receiver, world.beyond);
                        world.faults.onWait(proxy::terminate);
                        proxy.run();
                    }
                }),
                scenario("a monitor", world -> {
                    try (Monitor monitor = world.receiver.monitor()) {
                        assertNull(monitor.tryRecv());
                    }
                }),
                scenario("a monitor that is closed inside", world -> {
                    try (Monitor monitor = world.receiver.monitor()) {
                        world.faults.onWait(() -> endAndSend(monitor, world));
                        world.received.add(List.of(world.receiver.recvText()));
                        assertEquals(new MonitorEvent.MonitorStopped(), monitor.recv());
                    }
                }),
                scenario("close sockets", world -> world.sockets().forEach(Socket::close)),
                scenario("close the context", world -> assertTrue(world.context.close(ZmqTck.AWAIT))),
                scenario("shut down", world -> {
                    world.context.shutdown();
                    world.sockets().forEach(Socket::close);
                    assertTrue(world.context.close(ZmqTck.AWAIT));
                }));
    }

    static Stream<Arguments> scenariosAndKinds() {
        return scenarios()
                .flatMap(scenario -> Arrays.stream(Faults.Kind.values())
                        .map(kind -> arguments(scenario.get()[0], scenario.get()[1], kind)));
    }

    private static void endAndSend(Monitor monitor, World world) {
        monitor.close();
        world.sender.sendText("one");
    }

    private static void recvMsg(World world) {
        try (Msg msg = world.context.msg()) {
            world.receiver.recv(msg);
            world.received.add(List.of(new String(msg.toByteArray(), UTF_8)));
        }
    }

    // ---- each call fails

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("scenariosAndKinds")
    void eachCallFailsOnce(String name, Scenario scenario, Faults.Kind kind) {
        int nth = 0;
        boolean reached = true;
        while (reached) {
            nth++;
            assertTrue(nth < FAR_TOO_MANY, () -> name + " does not come to an end");
            reached = failsOnce(scenario, nth, kind);
        }
        assertTrue(nth > 1, "no call was made");
    }

    /** False when there were fewer calls, and so none that failed. */
    private static boolean failsOnce(Scenario scenario, int nth, Faults.Kind kind) {
        World world = new World();
        Faults faults = world.faults;
        try (LogCapture log = new LogCapture()) {
            scenario.prepare(world);
            faults.fail(nth, kind);
            @Nullable Throwable outcome = outcome(() -> scenario.run(world));
            @Nullable Throwable thrown = faults.thrown();
            String what = "call " + nth + " of " + faults;
            if (thrown == null) {
                assertNull(outcome, what);
            } else if (LOGGED.contains(faults.failed())) {
                assertNull(outcome, what);
                assertTrue(log.lines().stream().anyMatch(line -> line.contains("ZMQ4J-014")), what);
            } else {
                assertSame(thrown, outcome, () -> what + ": " + outcome);
            }
            boolean reached = thrown != null;
            faults.fail(0, kind);
            faults.onWait(() -> {});
            checkUsable(world, what);
            close(world, what);
            return reached;
        }
    }

    private static @Nullable Throwable outcome(Executable call) {
        try {
            call.execute();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Every socket that is open can be used: no guard is taken, and only whole messages travel. */
    private static void checkUsable(World world, String what) {
        for (Socket socket : world.sockets()) {
            if (!socket.isClosed() && !world.context.isClosed()) {
                socket.get(SocketOptions.LINGER);
            }
        }
        if (world.context.isClosed() || world.sender.isClosed() || world.receiver.isClosed()) {
            return;
        }
        drain(world);
        boolean whole = sendAfter(world.sender);
        if (!whole) {
            world.sender.close(); // drops what it has begun
        }
        drain(world);
        assertEquals(whole, world.received.contains(AFTER), what);
        sendAfter(world.beyond);
        world.received.addAll(drain(world.farReceiver));
        for (List<String> message : world.received) {
            assertTrue(Set.of(ONE, THREE, AFTER).contains(message), () -> message + " was received; " + what);
        }
    }

    /** False when a message was begun that cannot be ended. */
    private static boolean sendAfter(Socket socket) {
        try {
            socket.sendText("after");
            return true;
        } catch (WrongStateException e) {
            return false;
        }
    }

    private static void drain(World world) {
        world.received.addAll(drain(world.receiver));
    }

    private static List<List<String>> drain(Socket receiver) {
        List<List<String>> messages = new ArrayList<>();
        while (receiver.hasMore()) {
            receiver.recv(); // the rest of what failed
        }
        for (List<byte[]> next = receiver.tryRecvMultipart(); next != null; next = receiver.tryRecvMultipart()) {
            messages.add(texts(next));
        }
        return messages;
    }

    private static void close(World world, String what) {
        world.sockets().forEach(Socket::close);
        assertTrue(world.context.close(ZmqTck.AWAIT), what);
        assertEquals(new EngineCount().toString(), world.count.toString(), what);
    }

    // ---- what is worth a name

    @Test
    void aSingleFrameThatFailedIsSentAgainInItsMessage() {
        World world = new World();
        world.sender.send("first".getBytes(UTF_8), SendFlag.SNDMORE);
        world.faults.fail(1, Faults.Kind.EXCEPTION);
        assertThrows(ZmqException.class, () -> world.sender.send("second".getBytes(UTF_8), SendFlag.SNDMORE));
        world.sender.send("second".getBytes(UTF_8), SendFlag.SNDMORE);
        world.sender.sendText("third");
        assertEquals(THREE, texts(world.receiver.recvMultipart()));
        close(world, "");
    }

    @Test
    void aSocketThatBrokeOffAListSendsNoMore() {
        World world = new World();
        world.faults.fail(2, Faults.Kind.EXCEPTION);
        assertThrows(ZmqException.class, () -> world.sender.send(frames(THREE)));
        for (Executable send : List.<Executable>of(
                () -> world.sender.sendText("x"),
                () -> world.sender.trySend("x".getBytes(UTF_8)),
                () -> world.sender.send(frames(ONE)))) {
            WrongStateException refused = assertThrows(WrongStateException.class, send);
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("broken off"),
                    () -> String.valueOf(refused.getMessage()));
        }
        world.sender.close();
        assertNull(world.receiver.tryRecvMultipart());
        close(world, "");
    }

    @Test
    void aSocketWhoseEngineFailsToCloseItIsClosedAllTheSame() {
        try (LogCapture log = new LogCapture()) {
            World world = new World();
            String closed = closeInVain(world);
            String abandoned = world.context.socket(SocketType.DEALER).toString();
            awaitReport(log, abandoned);
            assertFalse(isReported(log, closed), () -> "reported: " + closed);
            close(world, "");
        }
    }

    @Test
    void aSocketThatIsBeingClosedIsNotTakenForAbandoned() {
        try (LogCapture log = new LogCapture()) {
            World world = new World();
            world.faults.onWait(() ->
                    awaitReport(log, world.context.socket(SocketType.DEALER).toString()));
            String closed = close(world.context.socket(SocketType.DEALER));
            assertFalse(isReported(log, closed), () -> "reported: " + closed);
            close(world, "");
        }
    }

    private static String close(Socket socket) {
        String label = socket.toString();
        socket.close();
        return label;
    }

    private static String closeInVain(World world) {
        Socket socket = world.context.socket(SocketType.DEALER);
        world.faults.fail(1, Faults.Kind.EXCEPTION);
        socket.close();
        assertTrue(socket.isClosed());
        return socket.toString();
    }

    private static void awaitReport(LogCapture log, String label) {
        long deadline = System.nanoTime() + ZmqTck.AWAIT.toNanos();
        while (!isReported(log, label)) {
            assertTrue(System.nanoTime() < deadline, () -> "not reported: " + label);
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean isReported(LogCapture log, String label) {
        return log.lines().stream().anyMatch(line -> line.contains("ZMQ4J-011 socket " + label + " "));
    }

    // ---- with a safeguard off

    @Test
    void withoutTheSafeguardTheNextMessageBecomesTheRestOfTheOneBrokenOff() {
        without("broken-off-message", () -> {
            World world = new World();
            world.faults.fail(2, Faults.Kind.EXCEPTION);
            assertThrows(ZmqException.class, () -> world.sender.send(frames(THREE)));
            world.sender.sendText("after");
            assertEquals(List.of("first", "after"), texts(world.receiver.recvMultipart()));
            close(world, "");
        });
    }

    @Test
    void withoutTheSafeguardAMessageIsLostWhenTheWaiterCannotBeGivenBack() {
        without("end-failure", () -> {
            World world = new World();
            world.faults.onWait(() -> world.sender.sendText("one"));
            world.faults.fail(9, Faults.Kind.EXCEPTION);
            assertThrows(ZmqException.class, world.receiver::recv);
            assertEquals("doGiveBack", world.faults.failed());
            assertNull(world.receiver.tryRecv());
            close(world, "");
        });
    }

    private static void without(String safeguard, Runnable test) {
        System.setProperty(Safeguard.PROPERTY, safeguard);
        try {
            test.run();
        } finally {
            System.clearProperty(Safeguard.PROPERTY);
        }
    }

    // ---- texts

    private static List<byte[]> frames(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    private static List<String> texts(List<byte[]> frames) {
        return frames.stream().map(frame -> new String(frame, UTF_8)).toList();
    }

    private static <T> T present(@Nullable T value) {
        assertNotNull(value);
        return value;
    }
}
