package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.PollOperations;
import io.zmq4j.spi.SelectorWaiter;
import io.zmq4j.spi.Waiter;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The channels that one poller polls, which have no descriptor to wait for.
 *
 * <p>What they are ready for is looked at in a selector of the poller's own, which never waits; while the poller waits
 * an alarm is set for each of them. An alarm that has rung is set again by the next wait: what that costs depends on
 * how many are active.
 */
final class PolledChannels {
    private final ChannelAlarms alarms;
    private final Waiter waiter;
    private final Map<SelectableChannel, ChannelAlarm> polled = new HashMap<>();

    /** Alarms that are not set. */
    private final Queue<ChannelAlarm> silent = new ConcurrentLinkedQueue<>();

    private @Nullable SelectorWaiter selector;

    PolledChannels(ChannelAlarms alarms, Waiter waiter) {
        this.alarms = alarms;
        this.waiter = waiter;
    }

    boolean isEmpty() {
        return polled.isEmpty();
    }

    void add(SelectableChannel channel, int index, int events) {
        SelectorWaiter own = selector;
        if (own == null) {
            own = new SelectorWaiter();
            selector = own;
        }
        int operations = PollOperations.of(channel, events);
        own.watch(channel, operations, index);
        ChannelAlarm old = polled.get(channel);
        if (old != null) {
            alarms.cancel(old);
        }
        ChannelAlarm alarm = new ChannelAlarm(channel, operations, silent, waiter);
        polled.put(channel, alarm);
        silent.add(alarm);
    }

    void remove(SelectableChannel channel) {
        ChannelAlarm alarm = polled.remove(channel);
        if (alarm != null && selector != null) {
            alarms.cancel(alarm);
            selector.unwatch(channel);
        }
    }

    void setAlarms() {
        for (ChannelAlarm alarm = silent.poll(); alarm != null; alarm = silent.poll()) {
            if (polled.get(alarm.channel()) == alarm) {
                set(alarm);
            }
        }
    }

    /** One that could not be set is silent still: the next wait tries again. */
    private void set(ChannelAlarm alarm) {
        boolean set = false;
        try {
            alarms.set(alarm);
            set = true;
        } finally {
            if (!set) {
                silent.add(alarm);
            }
        }
    }

    /** Looks which are ready. */
    void look(Consumer<SelectionKey> ready) {
        if (selector != null) {
            selector.select(0, ready);
        }
    }

    void dispose() {
        polled.values().forEach(alarms::cancel);
        polled.clear();
        if (selector != null) {
            selector.dispose();
        }
    }
}
