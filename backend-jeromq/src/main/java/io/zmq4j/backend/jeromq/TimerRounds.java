package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.ZObject;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Makes an I/O thread look at its timers once more.
 *
 * <p>Repairs JeroMQ 0.6.0: a timer that is set while timers run is overlooked when a later one is there, and the thread
 * sleeps until that one ({@code PollerBase.executeTimers} walks a copy). Each heartbeat sets the next one so, and a
 * reconnect that failed at once the next try: with a connection that greets nobody, whose HANDSHAKE_IVL of 30 s runs,
 * both stop for that long. A command to the own mailbox ends the sleep, and the next round sees all timers. It can go
 * when the heartbeats of {@code ConnectionOptionTck} go on without it.
 *
 * <p>Runs on the I/O thread alone.
 */
final class TimerRounds extends ZObject implements IPollEvents {
    /** A heartbeat is late by a quarter of its interval, or time limit, at the most. */
    private static final int ROUNDS_AN_INTERVAL = 4;

    private final @Nullable SelectableChannel channel;
    private final Poller poller;
    private final int period;

    private TimerRounds(IoThread thread, Poller poller, @Nullable SelectableChannel channel, int period) {
        super(thread.ctx(), thread.mailbox());
        this.channel = channel;
        this.poller = poller;
        this.period = period;
    }

    /** Called on the I/O thread that has set a timer, perhaps while timers ran. */
    static void onceMore() {
        IoThread thread = IoThread.current();
        Poller poller = IoThread.poller();
        if (thread != null && poller != null && Safeguard.isOn("timer-rounds")) {
            new TimerRounds(thread, poller, null, 0).sendCancel();
        }
    }

    /** Called on the I/O thread of a new connection; goes on for as long as that is open. */
    static void keep(SelectableChannel channel, @Nullable Options options) {
        IoThread thread = IoThread.current();
        Poller poller = IoThread.poller();
        if (options == null || options.heartbeatInterval <= 0 || thread == null || poller == null) {
            return;
        }
        if (Safeguard.isOn("timer-rounds")) {
            int shortest = options.heartbeatTimeout > 0
                    ? Math.min(options.heartbeatInterval, options.heartbeatTimeout)
                    : options.heartbeatInterval;
            new TimerRounds(thread, poller, channel, Math.max(1, shortest / ROUNDS_AN_INTERVAL)).timerEvent(0);
        }
    }

    @Override
    public void timerEvent(int id) {
        if (channel != null && channel.isOpen()) {
            poller.addTimer(period, this, id);
            sendCancel();
        }
    }

    /** The command: that it came is all. */
    @Override
    protected void processCancel() {
        // see above
    }
}
