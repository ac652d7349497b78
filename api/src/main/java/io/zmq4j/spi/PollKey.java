package io.zmq4j.spi;

import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing polled, by all items that poll it. */
final class PollKey {
    private static final int POLLERR = 1 << PollEvent.POLLERR.ordinal();
    private static final int SOCKET_EVENTS = 1 << PollEvent.POLLIN.ordinal() | 1 << PollEvent.POLLOUT.ordinal();

    final Object polled;
    final @Nullable AbstractSocket socket;
    final PollSignal signal;
    final List<PollEntry> entries = new ArrayList<>(1);
    boolean watched;

    /** Of descriptors and channels: what the system said last. The readiness of sockets is read at every look. */
    private int signalled;

    PollKey(Object polled, PollSignal signal) {
        this.polled = polled;
        this.socket = polled instanceof AbstractSocket own ? own : null;
        this.signal = signal;
    }

    int index() {
        return signal.index();
    }

    /** All that its items poll for. */
    int wanted() {
        int wanted = 0;
        for (int i = 0; i < entries.size(); i++) {
            wanted |= entries.get(i).wanted();
        }
        return wanted;
    }

    @Nullable
    PollEntry find(PollItem item) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).item == item) {
                return entries.get(i);
            }
        }
        return null;
    }

    void signalled(int events) {
        signalled = events;
        signal.touch();
    }

    /** What an earlier poll found counts no more. */
    void forget() {
        signalled = 0;
    }

    /** What it is ready for now; of a socket its engine is asked. */
    int look() {
        return socket == null ? signalled : socket.lookForPoller(signal) & SOCKET_EVENTS;
    }

    /** What of it concerns an item; errors of descriptors and channels are reported unasked. */
    int concerns(PollEntry entry, int found) {
        return found & (socket == null ? entry.wanted() | POLLERR : entry.wanted());
    }
}
