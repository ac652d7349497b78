package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.concurrent.TimeUnit;
import zmq.Options;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Ends a connection with heartbeats when its peer has said nothing for HEARTBEAT_IVL and HEARTBEAT_TIMEOUT together.
 *
 * <p>Repairs JeroMQ 0.6.0: a timer that is cancelled and set again within its time is lost
 * ({@code PollerBase.cancelTimer} only marks it). So the limit of a heartbeat that follows an answered one mostly never
 * comes, and a peer that was well and falls silent is never found out. It can go when {@code HeartbeatTck} passes
 * without it.
 *
 * <p>Runs on the connection's I/O thread alone, in the rounds that {@link TimerRounds} keeps going.
 */
final class SilenceLimit implements IPollEvents {
    private static final boolean ON = Safeguard.isOn("silence-limit");
    private static final int LOOKS = 4;

    private final Handshake connection;
    private final Poller poller;
    private final int period;
    private final long limit;
    private long heard = System.nanoTime();

    private SilenceLimit(Handshake connection, Poller poller, int interval, int timeout) {
        this.connection = connection;
        this.poller = poller;
        this.period = Math.max(1, timeout / LOOKS);
        this.limit = TimeUnit.MILLISECONDS.toNanos((long) interval + timeout);
    }

    /** Called on the I/O thread of a connection whose peer has greeted. */
    static void watch(Handshake connection, Poller poller, Options options) {
        int interval = options.heartbeatInterval;
        int timeout = options.heartbeatTimeout < 0 ? interval : options.heartbeatTimeout;
        if (interval > 0 && timeout > 0 && ON) {
            new SilenceLimit(connection, poller, interval, timeout).again();
        }
    }

    private void again() {
        poller.addTimer(period, this, 0);
    }

    @Override
    public void timerEvent(int id) {
        if (!connection.isOpen()) {
            return;
        }
        if (connection.hasSpoken()) {
            heard = System.nanoTime();
        } else if (System.nanoTime() - heard > limit) {
            connection.hangUp();
            return;
        }
        again();
    }
}
