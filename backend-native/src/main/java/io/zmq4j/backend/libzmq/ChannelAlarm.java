package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectableChannel;
import java.util.Queue;

/** Wakes one poller, once, when a channel is ready. */
final class ChannelAlarm {
    private final SelectableChannel channel;
    private final int operations;
    private final Queue<ChannelAlarm> silent;
    private final Waiter waiter;

    /**
     * Creates an alarm that is not set.
     *
     * @param channel the channel
     * @param operations what for, as selectors say it
     * @param silent where it goes when it has rung
     * @param waiter the poller's
     */
    ChannelAlarm(SelectableChannel channel, int operations, Queue<ChannelAlarm> silent, Waiter waiter) {
        this.channel = channel;
        this.operations = operations;
        this.silent = silent;
        this.waiter = waiter;
    }

    SelectableChannel channel() {
        return channel;
    }

    int operations() {
        return operations;
    }

    void ring() {
        silent.add(this);
        waiter.wakeUp();
    }
}
