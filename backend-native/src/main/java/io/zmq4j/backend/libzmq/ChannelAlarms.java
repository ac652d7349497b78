package io.zmq4j.backend.libzmq;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Watches channels for all pollers of one context that wait, on one daemon thread, which is started by the first
 * channel and ends with the context. No public way leads from a channel to its descriptor.
 */
final class ChannelAlarms {
    private final String name;
    private final Deque<ChannelAlarm> toSet = new ArrayDeque<>();
    private final Deque<ChannelAlarm> toCancel = new ArrayDeque<>();
    private @Nullable ChannelWatch watch;
    private boolean stopped;

    ChannelAlarms(String name) {
        this.name = name;
    }

    /** From now on it rings, once, when its channel is ready. */
    synchronized void set(ChannelAlarm alarm) {
        if (!stopped) {
            ChannelWatch running = started();
            toSet.add(alarm);
            running.wakeUp();
        }
    }

    /** It is not set again; it may ring in vain. */
    synchronized void cancel(ChannelAlarm alarm) {
        if (watch != null) {
            toCancel.add(alarm);
            watch.wakeUp();
        }
    }

    /** Ends the thread, when there is one. */
    synchronized void stop() {
        stopped = true;
        if (watch != null) {
            watch.wakeUp();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized boolean isPending() {
        return !toSet.isEmpty() || !toCancel.isEmpty();
    }

    synchronized @Nullable ChannelAlarm nextToSet() {
        return toSet.poll();
    }

    synchronized @Nullable ChannelAlarm nextToCancel() {
        return toCancel.poll();
    }

    private ChannelWatch started() {
        ChannelWatch running = watch;
        if (running == null) {
            running = new ChannelWatch(this);
            watch = running;
            Thread thread = new Thread(null, running, "zmq4j channels of " + name, 0, false);
            thread.setDaemon(true);
            thread.start();
        }
        return running;
    }
}
