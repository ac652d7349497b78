package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaperPauseTest {
    private static final int ROUNDS = Scale.pick(200, 2_000, 100_000);
    private static final int WAITING = 4;

    /** Less than the reaper's patience. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void theReaperStandsStillMeanwhile() {
        try (Context context = JeroMq.context();
                Socket any = socket(context, SocketType.PULL)) {
            any.bind("inproc://any"); // the engine runs
            List<Boolean> seen = new ArrayList<>();
            ReaperPause.during(
                    ((JeroMqContext) context).ctx(), () -> seen.add(isSeen(ReaperPause.class, "processStop")));
            assertTrue(seen.contains(true));
        }
    }

    private static boolean isSeen(Class<?> type, String method) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(type.getName())
                        && frame.getMethodName().equals(method));
    }

    /** A bind that serves others waits for the reaper, which is held up here. */
    @Test
    void bindThatServesOthersWaitsForTheReaper() throws InterruptedException {
        try (Context context = JeroMq.context();
                Socket push = socket(context, SocketType.PUSH)) {
            socket(context, SocketType.PULL).connect("inproc://late");
            Thread binder = new Thread(() -> push.bind("inproc://late"));
            List<Boolean> waits = new ArrayList<>();
            ReaperPause.during(((JeroMqContext) context).ctx(), () -> {
                binder.start();
                while (binder.isAlive() && binder.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                waits.add(binder.isAlive());
            });
            binder.join();
            assertTrue(waits.contains(true));
        }
    }

    /** So does the end of a context, which serves those who wait for what was never bound. */
    @Test
    void contextThatServesOthersAtItsEndWaitsForTheReaper() {
        Context context = JeroMq.context();
        socket(context, SocketType.PULL).connect("inproc://nobody");
        List<Boolean> seen = new ArrayList<>();
        ReaperPause.during(((JeroMqContext) context).ctx(), () -> {
            context.close(Duration.ZERO);
            long end = System.nanoTime() + LONGEST.toNanos();
            boolean waits = false;
            while (!waits && System.nanoTime() < end) {
                waits = isSeen(JeroMqContext.class, "serveNobody");
            }
            seen.add(waits);
        });
        assertTrue(seen.contains(true));
        assertTrue(context.close(ZmqTck.AWAIT));
    }

    /** Without the pause one bind in some thousands is broken off. */
    @Test
    void bindServesThoseWhoConnectedTwiceAndClosed() {
        for (int i = 0; i < ROUNDS; i++) {
            Context context = JeroMq.context();
            for (int k = 0; k < WAITING; k++) {
                Socket pull = socket(context, SocketType.PULL);
                pull.connect("inproc://late");
                pull.connect("inproc://late");
                pull.close();
            }
            socket(context, SocketType.PUSH).bind("inproc://late");
            context.close(Duration.ZERO);
            assertTrue(context.close(ZmqTck.AWAIT), "round " + i);
        }
    }
}
