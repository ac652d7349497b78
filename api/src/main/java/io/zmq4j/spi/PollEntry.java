package io.zmq4j.spi;

import io.zmq4j.PollItem;

/** An item in a poller, and what it was told last. */
final class PollEntry {
    final PollItem item;
    final PollKey key;
    private final PollTarget target;
    private int told;

    PollEntry(PollItem item, PollKey key) {
        this.item = item;
        this.key = key;
        this.target = item.target();
        target.result().accept(0);
    }

    int wanted() {
        return target.events();
    }

    boolean isReady() {
        return told != 0;
    }

    /** Tells the item what it is ready for. */
    void tell(int events) {
        if (events != told) {
            told = events;
            target.result().accept(events);
        }
    }
}
