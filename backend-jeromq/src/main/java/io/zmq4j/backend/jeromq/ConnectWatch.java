package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.nio.channels.SelectableChannel;
import zmq.ZObject;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * Sees to it that the channel of a new connection is registered with the I/O thread's selector.
 *
 * <p>Repairs JeroMQ 0.6.0, which loses connections: the connecter cancels its key and the engine registers the same
 * channel; when both happen in one round of {@code Poller.run}, the poller finds the cancelled key and registers
 * nothing. The connection then keeps silent until HANDSHAKE_IVL (30 s, or for ever) and what the peer had queued for it
 * is lost. Asking the poller to look at its handles again, once the cancelled key is gone, heals it. It can go when
 * {@code ConnectWatchTest} passes without it.
 *
 * <p>The key is gone after the next select, so this counts rounds: no time is too short for a thread that may be held
 * up anywhere, and a timer that is set while timers run is overlooked besides when there is a later one
 * ({@code PollerBase.executeTimers} walks a copy). A command to the own thread is processed after the one that attaches
 * the engine, which was sent before. From there a timer leads to the beginning of the next round, and from there a
 * second command to the end of its select, which therefore does not wait.
 *
 * <p>Runs on the I/O thread alone.
 */
final class ConnectWatch extends ZObject implements IPollEvents {
    /** Due whatever the clock says; the engine takes it from the system's, which may be set back. */
    private static final long AT_ONCE = Long.MIN_VALUE / 2;

    private final Poller poller;
    private final SelectableChannel channel;
    private boolean nextRound;

    private ConnectWatch(IoThread thread, Poller poller, SelectableChannel channel) {
        super(thread.ctx(), thread.mailbox());
        this.poller = poller;
        this.channel = channel;
    }

    /** Called on the I/O thread that made the connection. */
    static void start(SelectableChannel channel) {
        IoThread thread = IoThread.current();
        Poller poller = IoThread.poller();
        if (thread != null && poller != null && Safeguard.isOn("connect-watch")) {
            new ConnectWatch(thread, poller, channel).sendCancel();
        }
    }

    /** The commands: of all there are, this one alone may be sent to anybody, and does nothing by itself. */
    @Override
    protected void processCancel() {
        if (!nextRound) {
            poller.addTimer(AT_ONCE, this, 0);
        } else if (channel.isOpen() && !channel.isRegistered()) {
            // A handle the poller does not know: no effect but that it looks through those it knows.
            poller.resetPollIn(new Poller.Handle(channel, this));
        }
    }

    @Override
    public void timerEvent(int id) {
        nextRound = true;
        sendCancel();
    }
}
