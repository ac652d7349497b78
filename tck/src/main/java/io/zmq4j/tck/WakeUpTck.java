package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ClosedException;
import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Proxy;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.TerminatedException;
import io.zmq4j.Zmq;
import io.zmq4j.ZmqException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever waits is woken by close, shutdown, interrupt and news, at whatever moment they come: while it waits, before
 * it does, or in between. A wake-up that is lost is a thread that never returns.
 */
@Tag("stress")
public class WakeUpTck extends ZmqTck {
    private static final int ROUNDS = Scale.pick(200, 1_000, 10_000);

    /**
     * An engine's thread lets go of closed sockets later; on a busy machine they pile up until there is no place left.
     */
    private static final int ROUNDS_BEFORE_ANEW = 200;

    private static final int SPIN_NANOS = 60_000;
    private static final Duration WATCHED = Duration.ofMillis(Scale.pick(500, 2_000, 2_000));

    /** Seen to be below 2 ms; spinning takes all of the time watched, or half of it on a busy machine. */
    private static final Duration MOST = WATCHED.dividedBy(5);

    private final Random random = new Random(5);
    private final Map<End, Figures> latency = new EnumMap<>(End.class);
    private final List<String> processorTime = new ArrayList<>();

    /** A call that waits. */
    protected enum Wait {
        /** recv on a socket to which nothing comes. */
        RECV,
        /** send on a socket without peers. */
        SEND,
        /** A {@link Poller}. */
        POLLER,
        /** {@link Zmq#poll}. */
        POLL,
        /** {@link Proxy#run()}. */
        PROXY
    }

    /** What ends it. */
    protected enum End {
        /** Closing its socket, one of its sockets, or its poller. */
        CLOSE(ClosedException.class),
        /** Shutting its context down. */
        SHUTDOWN(TerminatedException.class),
        /** Closing its context. */
        CLOSE_CONTEXT(TerminatedException.class),
        /** Interrupting its thread. */
        INTERRUPT(InterruptedCallException.class),
        /** A message, for those that wait for one. */
        MESSAGE(null);

        private final Class<? extends ZmqException> failure;

        End(Class<? extends ZmqException> failure) {
            this.failure = failure;
        }
    }

    /** For subclasses. */
    protected WakeUpTck() {
        for (End end : End.values()) {
            latency.put(end, new Figures());
        }
    }

    // ---- what waits

    /** A call that waits, and what can be closed to end it. */
    private record Waiting(Callable<?> call, List<AutoCloseable> parts) {
        void close(int which) throws Exception {
            parts.get(which % parts.size()).close();
        }

        void closeAll() throws Exception {
            for (AutoCloseable part : parts) {
                part.close();
            }
        }
    }

    private static Socket open(Context context, SocketType type) {
        Socket socket = context.socket(type);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        return socket;
    }

    private Waiting waiting(Wait wait, Context context) {
        Socket pull = open(context, SocketType.PULL);
        return switch (wait) {
            case RECV -> new Waiting(pull::recv, List.of(pull));
            case SEND -> {
                pull.close();
                Socket push = open(context, SocketType.PUSH);
                yield new Waiting(
                        () -> {
                            push.send(new byte[1]);
                            return true;
                        },
                        List.of(push));
            }
            case POLLER -> {
                Poller poller = context.poller();
                poller.add(PollItem.of(pull, PollEvent.POLLIN));
                yield new Waiting(() -> poller.poll(Zmq.FOREVER), List.of(pull, poller));
            }
            case POLL -> {
                List<PollItem> items = List.of(PollItem.of(pull, PollEvent.POLLIN));
                yield new Waiting(() -> Zmq.poll(items, Zmq.FOREVER), List.of(pull));
            }
            case PROXY -> {
                Socket push = open(context, SocketType.PUSH);
                yield new Waiting(
                        () -> {
                            Proxy.run(pull, push);
                            return true;
                        },
                        List.of(pull, push));
            }
        };
    }

    // ---- racing rounds

    Stream<Arguments> allWaitsAndEnds() {
        return Arrays.stream(Wait.values())
                .flatMap(wait -> Stream.of(End.CLOSE, End.SHUTDOWN, End.CLOSE_CONTEXT, End.INTERRUPT)
                        .map(end -> Arguments.of(wait, end)));
    }

    /** The plainest case, for those who want to see it fail. */
    @Test
    void closeEndsARecv() throws Exception {
        endsWhateverWaits(Wait.RECV, End.CLOSE);
    }

    /** Two rounds of three end it when it was seen waiting; the others at any moment of its beginning. */
    @ParameterizedTest
    @MethodSource("allWaitsAndEnds")
    @Rule({"INT-002", "THR-005"})
    void endsWhateverWaits(Wait wait, End end) throws Exception {
        int seen = 0;
        Waiting waiting = null;
        Context context = newContext();
        try (Sleeper sleeper = new Sleeper("sleeper")) {
            for (int round = 0; round < ROUNDS; round++) {
                if (end == End.SHUTDOWN || end == End.CLOSE_CONTEXT) {
                    context = backend().context();
                } else if (end == End.CLOSE && round % ROUNDS_BEFORE_ANEW == 0) {
                    assertTrue(context.close(AWAIT), "the context ends");
                    context = newContext();
                }
                if (waiting == null || end != End.INTERRUPT) {
                    waiting = waiting(wait, context);
                }
                sleeper.call(waiting.call());
                boolean counts = reached(sleeper, round);
                long start = System.nanoTime();
                end(end, waiting, context, sleeper, round);
                Sleeper.Outcome outcome = sleeper.outcome();
                assertInstanceOf(end.failure, outcome.failure());
                assertEquals(end == End.INTERRUPT, outcome.interrupted(), "the thread's flag");
                if (counts) {
                    latency.get(end).add(outcome.nanos() - start);
                    seen++;
                }
                if (end != End.INTERRUPT) {
                    waiting.closeAll();
                }
                if (end == End.SHUTDOWN || end == End.CLOSE_CONTEXT) {
                    assertTrue(context.close(AWAIT), "the context ends");
                }
            }
            if (waiting != null) {
                waiting.closeAll();
            }
        }
        assertTrue(seen >= ROUNDS / 3, "seen waiting: " + seen);
    }

    /** For some rounds, when it is seen waiting; for others a random moment later. */
    private boolean reached(Sleeper sleeper, int round) {
        if (round % 3 != 0) {
            sleeper.awaitWaiting();
            return true;
        }
        long end = System.nanoTime() + random.nextInt(SPIN_NANOS);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return false;
    }

    private static void end(End end, Waiting waiting, Context context, Sleeper sleeper, int round) throws Exception {
        switch (end) {
            case CLOSE -> waiting.close(round);
            case SHUTDOWN -> context.shutdown();
            case CLOSE_CONTEXT -> context.close(Duration.ZERO);
            case INTERRUPT -> sleeper.thread().interrupt();
            case MESSAGE -> throw new IllegalArgumentException();
        }
    }

    /** What comes while a thread waits, or is about to, wakes it; nothing else does. */
    @ParameterizedTest
    @EnumSource(names = {"RECV", "POLLER", "POLL"})
    void messageEndsWhateverWaitsForIt(Wait wait) throws Exception {
        Two two = two(SocketType.PULL, SocketType.PUSH);
        two.bound().set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        PollItem item = PollItem.of(two.bound(), PollEvent.POLLIN);
        try (Sleeper sleeper = new Sleeper("sleeper");
                Poller poller = context().poller()) {
            poller.add(item);
            for (int round = 0; round < ROUNDS; round++) {
                sleeper.call(
                        switch (wait) {
                            case RECV -> two.bound()::recvText;
                            case POLLER -> () -> poller.poll(Zmq.FOREVER);
                            default -> () -> Zmq.poll(List.of(item), Zmq.FOREVER);
                        });
                boolean counts = reached(sleeper, round);
                long start = System.nanoTime();
                two.connected().sendText("m" + round);
                Sleeper.Outcome outcome = sleeper.outcome();
                assertNull(outcome.failure());
                if (wait != Wait.RECV) {
                    assertEquals("m" + round, two.bound().tryRecvText());
                }
                if (counts) {
                    latency.get(End.MESSAGE).add(outcome.nanos() - start);
                }
            }
        }
    }

    // ---- sleep

    @Test
    void whatWaitsUsesNoProcessorTime() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Sleeper> sleepers = new ArrayList<>();
        List<Waiting> waits = new ArrayList<>();
        for (Wait wait : Wait.values()) {
            Sleeper sleeper = new Sleeper("sleeper-" + wait);
            Waiting waiting = waiting(wait, context());
            sleeper.call(waiting.call());
            sleeper.awaitWaiting();
            sleepers.add(sleeper);
            waits.add(waiting);
        }
        long[] before = sleepers.stream()
                .mapToLong(sleeper -> threads.getThreadCpuTime(idOf(sleeper.thread())))
                .toArray();
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        for (int i = 0; i < before.length; i++) {
            long used = threads.getThreadCpuTime(idOf(sleepers.get(i).thread())) - before[i];
            Wait wait = Wait.values()[i];
            processorTime.add(wait + " " + used / 1_000 + " us");
            assertTrue(used < MOST.toNanos(), () -> wait + " used " + used / 1_000 + " us in " + WATCHED);
        }
        for (int i = 0; i < before.length; i++) {
            waits.get(i).closeAll();
            assertInstanceOf(ClosedException.class, sleepers.get(i).outcome().failure());
            sleepers.get(i).close();
        }
    }

    @SuppressWarnings("deprecation") // getId: threadId is new in 19
    private static long idOf(Thread thread) {
        return thread.getId();
    }

    // ---- nothing lost, nothing twice, nothing torn

    /**
     * Both ends are interrupted again and again, the sender while there is no room, the receiver for lack of messages.
     */
    @ParameterizedTest
    @MethodSource("transports")
    @Rule("INT-003")
    void everyMessageArrivesOnceWhateverIsInterrupted(String transport) {
        int messages = Scale.pick(3_000, 100_000, 5_000_000);
        Socket pull = socket(SocketType.PULL);
        pull.set(SocketOptions.RCVHWM, 5);
        Socket push = socket(SocketType.PUSH);
        push.set(SocketOptions.SNDHWM, 5);
        push.connect(pull.bind(anyEndpoint(transport)));
        Task<Integer> sender = start("sender", () -> {
            int interrupts = 0;
            for (int i = 0; i < messages; i++) {
                interrupts += untilNotInterrupted(numbered(push, i));
            }
            return interrupts;
        });
        Task<Integer> receiver = start("receiver", () -> {
            int interrupts = 0;
            for (int i = 0; i < messages; i++) {
                int next = i;
                interrupts += untilNotInterrupted(() -> assertFrames(
                        next % 2 == 0 ? pull.recvMultipart() : oneByOne(pull), "first " + next, "", "last " + next));
            }
            return interrupts;
        });
        while (!sender.isDone() || !receiver.isDone()) {
            sender.thread().interrupt();
            LockSupport.parkNanos(random.nextInt(200_000));
            receiver.thread().interrupt();
            LockSupport.parkNanos(random.nextInt(200_000));
        }
        int interrupted = sender.result() + receiver.result();
        assertTrue(interrupted > 0, "no wait was interrupted");
        assertNull(pull.tryRecv());
        processorTime.add(
                transport + ": " + messages + " messages, " + interrupted + " waits interrupted, nothing lost");
    }

    private static Runnable numbered(Socket push, int number) {
        return switch (number % 3) {
            case 0 -> () -> push.send(frames("first " + number, "", "last " + number));
            case 1 ->
                () -> {
                    push.sendText("first " + number, SendFlag.SNDMORE);
                    push.sendText("", SendFlag.SNDMORE);
                    push.sendText("last " + number);
                };
            default ->
                () -> {
                    while (!push.trySend(frames("first " + number, "", "last " + number))) {
                        Thread.onSpinWait();
                    }
                };
        };
    }

    private static List<byte[]> oneByOne(Socket pull) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(pull.recv());
        while (pull.hasMore()) {
            frames.add(pull.recv());
        }
        return frames;
    }

    /** How often it had to be called again. */
    private static int untilNotInterrupted(Runnable call) {
        for (int interrupts = 0; ; interrupts++) {
            try {
                call.run();
                return interrupts;
            } catch (InterruptedCallException e) {
                assertTrue(Thread.interrupted(), "the flag stays set");
            }
        }
    }

    // ---- figures

    @AfterAll
    void sayFigures() {
        StringBuilder line =
                new StringBuilder("wake-up, ").append(backend().name()).append(": ");
        latency.forEach(
                (end, figures) -> line.append(end).append(' ').append(figures).append("; "));
        BackendCondition.say(line.append("in ")
                .append(WATCHED.toMillis())
                .append(" ms of waiting: ")
                .append(String.join(", ", processorTime))
                .toString());
    }
}
