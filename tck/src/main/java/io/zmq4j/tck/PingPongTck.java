package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.InterruptedCallException;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No wait is ever missed: two threads play one ball while wake-ups of all kinds come in bursts. After each burst the
 * ball has to move by itself; one wait that missed it would stop it for ever.
 */
@Tag("stress")
public class PingPongTck extends ZmqTck {
    private static final Duration PLAY = Duration.ofMillis(Scale.pick(700, 10_000, 3 * 3_600_000));
    private static final int MOST_IN_A_BURST = 20;

    private final AtomicLong turns = new AtomicLong();
    private final AtomicInteger interrupts = new AtomicInteger();

    /** For subclasses. */
    protected PingPongTck() {}

    /** One side: waits for the ball in one of many ways, and plays it back. */
    private final class Player {
        private final Socket socket;
        private final Socket noise;
        private final Poller poller;
        private final PollItem item;
        private final Random random;
        private final AtomicBoolean done;

        Player(Socket socket, Socket noise, AtomicBoolean done, long seed) {
            this.socket = socket;
            this.noise = noise;
            this.done = done;
            this.random = new Random(seed);
            this.poller = context().poller();
            this.item = PollItem.of(socket, PollEvent.POLLIN);
            poller.add(item);
            poller.add(PollItem.of(noise, PollEvent.POLLIN));
        }

        /** Plays until it is told that this is over, which comes as a ball below zero. */
        long play() {
            try (poller) {
                for (long ball = catchBall(); ball >= 0; ball = catchBall()) {
                    turns.set(ball);
                    boolean last = done.get();
                    throwBall(last ? -1 : ball + 1);
                    if (last) {
                        break;
                    }
                }
                return turns.get();
            }
        }

        private long catchBall() {
            while (true) {
                try {
                    String ball = random.nextInt(4) == 0 ? socket.recvText() : polled();
                    if (ball != null) {
                        return Long.parseLong(ball);
                    }
                } catch (InterruptedCallException e) {
                    assertTrue(Thread.interrupted(), "the flag stays set");
                    interrupts.incrementAndGet();
                }
            }
        }

        /** The ball, or null when something else ended the wait. */
        private String polled() {
            switch (random.nextInt(3)) {
                case 0 -> poller.poll(Zmq.FOREVER);
                case 1 -> Zmq.poll(List.of(item, PollItem.of(noise, PollEvent.POLLIN)), Zmq.FOREVER);
                default -> Zmq.poll(List.of(item), Zmq.FOREVER);
            }
            while (noise.tryRecv() != null) {
                // only noise
            }
            return socket.tryRecvText();
        }

        private void throwBall(long ball) {
            switch (random.nextInt(3)) {
                case 0 -> socket.get(SocketOptions.EVENTS);
                case 1 -> socket.hasMore();
                default -> {
                    // nothing before it
                }
            }
            while (!socket.trySendText(Long.toString(ball))) {
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void ballMovesOnAfterEveryBurstOfWakeUps(String transport) {
        long seed = 6;
        Random random = new Random(seed);
        turns.set(0);
        interrupts.set(0);
        Two ball = two(transport, SocketType.PAIR, SocketType.PAIR);
        ball.bound().set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        ball.connected().set(SocketOptions.RCVTIMEO, Zmq.FOREVER);
        Two left = two(SocketType.PULL, SocketType.PUSH);
        Two right = two(SocketType.PULL, SocketType.PUSH);
        AtomicBoolean done = new AtomicBoolean();
        Player one = new Player(ball.bound(), left.bound(), done, seed + 1);
        Player other = new Player(ball.connected(), right.bound(), done, seed + 2);
        ball.connected().sendText("1");
        Task<Long> first = start("first", one::play);
        Task<Long> second = start("second", other::play);
        long end = System.nanoTime() + PLAY.toNanos();
        int bursts = 0;
        while (System.nanoTime() < end) {
            for (int i = random.nextInt(MOST_IN_A_BURST); i >= 0; i--) {
                disturb(random, first, second, one, other, left.connected(), right.connected());
            }
            bursts++;
            awaitTurns(turns.get() + 2, first, second);
        }
        done.set(true);
        first.result();
        second.result();
        BackendCondition.say("ping-pong, " + backend().name() + ", " + transport + ": " + turns.get() + " turns, "
                + bursts + " bursts, " + interrupts.get() + " waits interrupted, none missed, seed " + seed);
    }

    private static void disturb(
            Random random, Task<?> first, Task<?> second, Player one, Player other, Socket left, Socket right) {
        switch (random.nextInt(7)) {
            case 0 -> first.thread().interrupt();
            case 1 -> second.thread().interrupt();
            case 2 -> one.poller.wakeup();
            case 3 -> other.poller.wakeup();
            case 4 -> left.trySendText("noise");
            case 5 -> right.trySendText("noise");
            default -> LockSupport.parkNanos(random.nextInt(50_000));
        }
    }

    private void awaitTurns(long wanted, Task<?> first, Task<?> second) {
        long end = System.nanoTime() + AWAIT.toNanos();
        while (turns.get() < wanted) {
            if (System.nanoTime() > end) {
                fail("the ball lies still after " + turns.get() + " turns: "
                        + List.of(first.thread().getStackTrace()) + " and "
                        + List.of(second.thread().getStackTrace()));
            }
            Thread.onSpinWait();
        }
        assertFalse(first.isDone() || second.isDone(), "nobody gives up");
    }
}
