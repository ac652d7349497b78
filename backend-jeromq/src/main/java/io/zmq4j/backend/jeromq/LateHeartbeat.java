package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.Arrays;
import zmq.io.StreamEngine;

/**
 * A heartbeat of a connection that is gone.
 *
 * <p>Repairs JeroMQ 0.6.0: when a connection ends because its heartbeat could not be sent, the timer of the next one is
 * set all the same. It finds no session, and its {@code NullPointerException} ends the I/O thread. It harms nothing
 * else, and comes once for a connection; so the thread just goes on. It can go when {@code LateHeartbeatTest} passes
 * without it.
 */
final class LateHeartbeat {
    private LateHeartbeat() {}

    /** Whether that is what an I/O thread ended with. */
    static boolean explains(NullPointerException thrown) {
        return Safeguard.isOn("late-heartbeat")
                && Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(StreamEngine.class.getName())
                                && frame.getMethodName().equals("timerEvent"));
    }
}
