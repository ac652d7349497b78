package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.AbstractPoller;
import io.zmq4j.spi.PollOperations;
import io.zmq4j.spi.SelectorWaiter;
import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.function.Consumer;

/** A poller on a selector: with the channels of the sockets' mailboxes, and with the user's own. */
final class JeroMqPoller extends AbstractPoller {
    private final SelectorWaiter waiter;
    private final Consumer<SelectionKey> channelReady = this::channelReady;
    private final SignalLag lag = new SignalLag();
    private boolean again;

    JeroMqPoller(JeroMqContext context, SelectorWaiter waiter) {
        super(context, waiter);
        this.waiter = waiter;
    }

    @Override
    protected void doWatch(Object polled, int index, int events) {
        if (polled instanceof JeroMqSocket socket) {
            waiter.watch(socket.mailbox(), SelectionKey.OP_READ, index);
        } else {
            doChange(polled, index, events);
        }
    }

    @Override
    protected void doChange(Object polled, int index, int events) {
        SelectableChannel channel = (SelectableChannel) polled;
        waiter.watch(channel, PollOperations.of(channel, events), index);
    }

    @Override
    protected void doUnwatch(Object polled, int index) {
        waiter.unwatch(polled instanceof JeroMqSocket socket ? socket.mailbox() : (SelectableChannel) polled);
    }

    @Override
    protected void doWait(Waiter same, long nanos) {
        if (again) {
            lag.again();
        } else {
            lag.begin();
        }
        again = false;
        waiter.select(nanos, channelReady);
    }

    @Override
    protected void doInVain() {
        again = true;
    }

    private void channelReady(SelectionKey key) {
        lag.signalled();
        signalled((Integer) key.attachment(), PollOperations.events(key));
    }
}
