package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Capability;
import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent.MonitorStopped;
import io.zmq4j.Msg;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.ZmqException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method of everything that can be closed answers afterwards, in whatever order things were closed. */
public class ClosedTck extends ZmqTck {
    /** Something that ends the use of an object. */
    enum End {
        /** Its own close; of a proxy, that of a socket. */
        CLOSE,
        SHUTDOWN,
        CLOSE_CONTEXT
    }

    /** How long a method works. */
    enum Works {
        /** It never throws. */
        ALWAYS,
        /** Then {@link ClosedException}; its context does not matter. */
        UNTIL_CLOSED,
        /** Then {@link ClosedException}; or {@link TerminatedException} when only its context was. */
        UNTIL_ENDED,
        /** Until the last event was received, which an end of any kind brings. */
        UNTIL_DRAINED;

        @Nullable
        Class<? extends ZmqException> refusal(List<End> history) {
            return switch (this) {
                case ALWAYS -> null;
                case UNTIL_CLOSED -> history.contains(End.CLOSE) ? ClosedException.class : null;
                case UNTIL_ENDED -> history.contains(End.CLOSE) ? ClosedException.class : TerminatedException.class;
                case UNTIL_DRAINED -> ClosedException.class;
            };
        }
    }

    private static final Map<Class<?>, Map<String, Works>> TABLE = Map.of(
            Context.class,
                    rows(
                            Works.ALWAYS, "backend close isClosed shutdown",
                            Works.UNTIL_CLOSED, "get msg set setByName",
                            Works.UNTIL_ENDED, "poller socket"),
            Socket.class,
                    rows(
                            Works.ALWAYS,
                            "close context isClosed type",
                            Works.UNTIL_ENDED,
                            "bind connect disconnect get getByName hasMore monitor recv recvMultipart recvText send"
                                    + " sendText set setByName subscribe tryRecv tryRecvMultipart tryRecvText"
                                    + " trySend trySendText unbind unsubscribe"),
            Msg.class,
                    rows(
                            Works.ALWAYS, "close isClosed",
                            Works.UNTIL_CLOSED, "copyFrom data metadata more moveFrom reset size toByteArray"),
            Poller.class,
                    rows(
                            Works.ALWAYS, "close isClosed ready wakeup",
                            Works.UNTIL_CLOSED, "remove",
                            Works.UNTIL_ENDED, "add poll"),
            Proxy.class,
                    rows(
                            Works.ALWAYS, "pause resume state statistics terminate toString",
                            Works.UNTIL_ENDED, "run"),
            Monitor.class, rows(Works.ALWAYS, "close dropped", Works.UNTIL_DRAINED, "recv tryRecv"));

    /** Of the backend that a subclass names. */
    public ClosedTck() {}

    private static Map<String, Works> rows(Object... worksAndNames) {
        Map<String, Works> rows = new TreeMap<>();
        for (int i = 0; i < worksAndNames.length; i += 2) {
            Works works = (Works) worksAndNames[i];
            Pattern.compile(" ").splitAsStream((String) worksAndNames[i + 1]).forEach(name -> rows.put(name, works));
        }
        return rows;
    }

    // ---- the table

    List<Class<?>> classes() {
        return TABLE.keySet().stream()
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyMethodHasItsRow(Class<?> type) {
        assertEquals(
                TABLE.get(type).keySet(),
                methods(type).stream().map(Method::getName).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Those that leave things as they are come first. */
    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.<Method, Boolean>comparing(method -> works(type, method) == Works.ALWAYS)
                        .thenComparing(Method::toString))
                .toList();
    }

    private static @Nullable Works works(Class<?> type, Method method) {
        return TABLE.get(type).get(method.getName());
    }

    // ---- in whatever order

    /** All orders of one to three ends, each followed by the same ones again. */
    List<List<End>> histories() {
        List<List<End>> all = new ArrayList<>();
        addHistories(all, List.of());
        return all;
    }

    private static void addHistories(List<List<End>> all, List<End> before) {
        for (End next : End.values()) {
            if (!before.contains(next)) {
                List<End> history =
                        Stream.concat(before.stream(), Stream.of(next)).toList();
                all.add(history);
                addHistories(all, history);
            }
        }
    }

    private void live(List<End> history, Runnable close) {
        for (int i = 0; i < 2; i++) {
            for (End end : history) {
                switch (end) {
                    case CLOSE -> close.run();
                    case SHUTDOWN -> context().shutdown();
                    case CLOSE_CONTEXT -> context().close();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void socket(List<End> history) throws Throwable {
        Socket dealer = socket(SocketType.DEALER);
        Socket sub = socket(SocketType.SUB);
        List<SocketCall> calls = SocketCall.all(backend());
        List<@Nullable Object[]> arguments =
                calls.stream().map(call -> call.arguments(context())).toList();
        live(history, () -> {
            dealer.close();
            sub.close();
        });
        for (int i = 0; i < calls.size(); i++) {
            SocketCall call = calls.get(i);
            Socket socket = call.type() == SocketType.SUB ? sub : dealer;
            Class<? extends ZmqException> refusal = Works.UNTIL_ENDED.refusal(history);
            assertNotNull(refusal);
            @Nullable Object[] given = arguments.get(i);
            ZmqException thrown = assertThrows(refusal, () -> call.on(socket, given), call::toString);
            assertTrue(String.valueOf(thrown.getMessage()).contains(socket.toString()), thrown::getMessage);
        }
        assertEquals(SocketType.DEALER, dealer.type());
        assertEquals(context(), dealer.context());
        assertEquals(history.contains(End.CLOSE) || history.contains(End.CLOSE_CONTEXT), dealer.isClosed());
        assertTrue(dealer.toString().startsWith("DEALER#"));
    }

    @Test
    void socketOfAContextThatWasShutDownHandsNothingOut() {
        Two two = two(context());
        two.connected().sendText("there already");
        await("the message", () -> two.bound().get(SocketOptions.EVENTS).contains(PollEvent.POLLIN));
        context().shutdown();
        assertThrows(TerminatedException.class, two.bound()::tryRecv);
        assertThrows(TerminatedException.class, () -> two.connected().trySendText("one more"));
    }

    @ParameterizedTest
    @Rule("CTX-024")
    @MethodSource("histories")
    void context(List<End> history) throws Throwable {
        Context context = context();
        live(history, context::close);
        boolean closed = history.contains(End.CLOSE) || history.contains(End.CLOSE_CONTEXT);
        assertAnswers(Context.class, context, closed ? List.of(End.CLOSE) : history);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void builtMessage(List<End> history) throws Throwable {
        Msg msg = context().msg(bytes("built"));
        live(history, msg::close);
        if (!history.contains(End.CLOSE)) {
            assertEquals("built", new String(msg.toByteArray(), UTF_8));
        }
        assertAnswers(Msg.class, msg, history);
    }

    /** Its contents are with the engine, whose context ends. */
    @ParameterizedTest
    @MethodSource("histories")
    void receivedMessage(List<End> history) throws Throwable {
        byte[] contents = pattern(100_000);
        Two two = two(SocketType.PAIR, SocketType.PAIR);
        two.connected().send(contents);
        Msg msg = context().msg();
        two.bound().recv(msg);
        two.bound().close();
        live(history, msg::close);
        if (!history.contains(End.CLOSE)) {
            Msg copy = newContext().msg();
            copy.copyFrom(msg);
            assertEquals(ByteBuffer.wrap(contents), ByteBuffer.wrap(copy.toByteArray()));
            assertEquals(ByteBuffer.wrap(contents), msg.data());
        }
        assertAnswers(Msg.class, msg, history);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void poller(List<End> history) throws Throwable {
        PollItem item = PollItem.of(socket(SocketType.PULL), PollEvent.POLLIN);
        Poller poller = context().poller();
        poller.add(item);
        PollItem other = PollItem.of(socket(SocketType.PULL), PollEvent.POLLIN);
        live(history, poller::close);
        assertEquals(item.events(), EnumSet.of(PollEvent.POLLIN));
        assertEquals(item.revents(), EnumSet.noneOf(PollEvent.class));
        for (Method method : methods(Poller.class)) {
            @Nullable Object[] arguments = arguments(method);
            if (arguments.length > 0 && arguments[0] == PollItem.class) {
                arguments[0] = method.getName().equals("add") ? other : item;
            }
            assertAnswer(Poller.class, method, poller, arguments, history);
        }
        poller.close();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void proxy(List<End> history) throws Throwable {
        Socket front = socket(SocketType.PULL);
        Proxy proxy = Proxy.of(front, socket(SocketType.PUSH));
        live(history, front::close);
        assertAnswers(Proxy.class, proxy, history);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void monitor(List<End> history) throws Throwable {
        Assumptions.assumeTrue(backend().supports(Capability.MONITOR), "the backend declares that it has no monitors");
        Monitor monitor = socket(SocketType.PULL).monitor();
        live(history, monitor::close);
        assertEquals(new MonitorStopped(), monitor.recv(AWAIT));
        assertAnswers(Monitor.class, monitor, history);
    }

    /** A thread that waits for an event does not wait for ever. */
    @ParameterizedTest
    @MethodSource("histories")
    void monitorThatIsWaitedFor(List<End> history) {
        Assumptions.assumeTrue(backend().supports(Capability.MONITOR), "the backend declares that it has no monitors");
        Monitor monitor = socket(SocketType.PULL).monitor();
        Task<?> receiver = start("receiver", monitor::recv);
        live(history, monitor::close);
        assertEquals(new MonitorStopped(), receiver.result());
    }

    // ---- calls

    private void assertAnswers(Class<?> type, Object target, List<End> history) throws Throwable {
        for (Method method : methods(type)) {
            assertAnswer(type, method, target, arguments(method), history);
        }
        assertNotNull(target.toString());
    }

    private void assertAnswer(
            Class<?> type, Method method, Object target, @Nullable Object[] arguments, List<End> history)
            throws Throwable {
        boolean lends = type == Context.class && arguments.length == 2 && arguments[0] instanceof ByteBuffer;
        if (lends && !backend().supports(Capability.ZERO_COPY_SEND)) {
            return; // refused at any time
        }
        Works works = works(type, method);
        assertNotNull(works, () -> "what to expect of " + method);
        Class<? extends ZmqException> refusal = works.refusal(history);
        if (refusal == null) {
            assertDoesNotThrow(() -> invoke(method, target, arguments), method::toString);
        } else {
            assertThrows(refusal, () -> invoke(method, target, arguments), method::toString);
        }
    }

    private static @Nullable Object invoke(Method method, Object target, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private @Nullable Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(this::argument).toArray();
    }

    private Object argument(Class<?> type) {
        if (type == int.class) {
            return 3;
        } else if (type == byte[].class) {
            return new byte[3];
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.allocateDirect(3);
        } else if (type == Runnable.class) {
            return (Runnable) () -> {};
        } else if (type == Duration.class) {
            return Duration.ZERO;
        } else if (type == SocketType.class) {
            return SocketType.PAIR;
        } else if (type == ContextOption.class) {
            return ContextOptions.MAX_SOCKETS;
        } else if (type == Object.class) {
            return 5;
        } else if (type == String.class) {
            return "MAX_SOCKETS";
        } else if (type == Msg.class) {
            return newContext().msg(bytes("other"));
        } else if (type == PollItem.class) {
            return type; // the caller's to choose
        }
        throw new IllegalStateException("no argument of type " + type);
    }

    // ---- everything at once

    @Test
    @Rule("SPI-013")
    void closingEverythingInAnyOrderIsSilent() {
        long seed = 4;
        Random random = new Random(seed);
        for (int round = Scale.pick(15, 1_000, 20_000); round > 0; round--) {
            Context context = newContext();
            Two two = two(context);
            Msg msg = context.msg(bytes("message"));
            Poller poller = context.poller();
            poller.add(PollItem.of(two.bound(), PollEvent.POLLIN));
            List<Runnable> ends = new ArrayList<>(List.of(
                    two.bound()::close,
                    two.connected()::close,
                    msg::close,
                    poller::close,
                    context::shutdown,
                    context::close,
                    () -> context.close(Duration.ZERO)));
            if (backend().supports(Capability.MONITOR)) {
                ends.add(two.bound().monitor()::close);
            }
            ends.addAll(List.copyOf(ends));
            Collections.shuffle(ends, random);
            ends.forEach(Runnable::run);
            assertTrue(context.close(AWAIT), () -> "does not end: seed " + seed);
        }
    }

    private Two two(Context context) {
        Socket bound = socket(context, SocketType.PAIR);
        Socket connected = socket(context, SocketType.PAIR);
        String endpoint = bound.bind(anyEndpoint("inproc"));
        connected.connect(endpoint);
        return new Two(bound, connected, endpoint);
    }
}
