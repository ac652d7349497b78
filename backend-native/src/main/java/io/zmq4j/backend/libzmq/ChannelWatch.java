package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the thread of {@link ChannelAlarms} does: takes alarms, selects, rings. */
final class ChannelWatch implements Runnable {
    private final ChannelAlarms alarms;
    private final Selector selector;
    private final Consumer<SelectionKey> ring = this::ring;

    ChannelWatch(ChannelAlarms alarms) {
        this.alarms = alarms;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new ZmqException(ErrorCode.EMFILE, "no selector to poll channels with: " + e.getMessage(), 0, e);
        }
    }

    void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (takeAlarms()) {
                selector.select(ring);
            }
        } catch (IOException e) {
            throw new IllegalStateException("polling of channels failed", e);
        }
    }

    /**
     * An alarm is never set after it was cancelled. Goes on until none is left: a cancel looks at the selector, and
     * that swallows the wake-up for what came meanwhile.
     *
     * @return false when there is nothing to be watched any more
     */
    private boolean takeAlarms() throws IOException {
        do {
            for (ChannelAlarm alarm = alarms.nextToSet(); alarm != null; alarm = alarms.nextToSet()) {
                set(alarm);
            }
            for (ChannelAlarm alarm = alarms.nextToCancel(); alarm != null; alarm = alarms.nextToCancel()) {
                cancel(alarm);
            }
        } while (alarms.isPending());
        return !alarms.isStopped();
    }

    private void set(ChannelAlarm alarm) throws IOException {
        try {
            SelectionKey key = keyOf(alarm);
            List<ChannelAlarm> others = key == null ? new ArrayList<>() : alarmsOf(key);
            others.add(alarm);
            alarm.channel().register(selector, operationsOf(others), others);
        } catch (ClosedChannelException | CancelledKeyException | IllegalBlockingModeException e) {
            // Nothing will ever make this channel ready.
        }
    }

    private void cancel(ChannelAlarm alarm) throws IOException {
        SelectionKey key = keyOf(alarm);
        if (key == null) {
            return;
        }
        List<ChannelAlarm> others = alarmsOf(key);
        others.remove(alarm);
        if (others.isEmpty()) {
            key.cancel();
            selector.selectNow(ring); // until then a cancelled key keeps the channel's descriptor
        }
    }

    /** A key that is cancelled stands in the way of a new one until the next select. */
    private @Nullable SelectionKey keyOf(ChannelAlarm alarm) throws IOException {
        SelectionKey key = alarm.channel().keyFor(selector);
        if (key != null && !key.isValid()) {
            selector.selectNow(ring);
            return null;
        }
        return key;
    }

    private void ring(SelectionKey key) {
        try {
            int ready = key.readyOps();
            List<ChannelAlarm> waiting = alarmsOf(key);
            for (int i = waiting.size() - 1; i >= 0; i--) {
                if ((waiting.get(i).operations() & ready) != 0) {
                    waiting.remove(i).ring();
                }
            }
            key.interestOps(operationsOf(waiting));
        } catch (CancelledKeyException e) {
            // The channel was closed just now.
        }
    }

    private static int operationsOf(List<ChannelAlarm> alarms) {
        int operations = 0;
        for (ChannelAlarm alarm : alarms) {
            operations |= alarm.operations();
        }
        return operations;
    }

    @SuppressWarnings("unchecked") // nothing else is ever attached
    private static List<ChannelAlarm> alarmsOf(SelectionKey key) {
        return (List<ChannelAlarm>) key.attachment();
    }
}
