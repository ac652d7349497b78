package io.zmq4j;

/** Something that a direction of a proxy may have to wait for: an item, and the poller that waits for it. */
final class ProxyInterest {
    private final Poller poller;
    private final PollItem item;

    ProxyInterest(Poller poller, PollItem item) {
        this.poller = poller;
        this.item = item;
    }

    void register() {
        poller.add(item);
    }

    void withdraw() {
        poller.remove(item);
    }

    /** Whether the last wait found it ready. */
    boolean isReady() {
        return item.isReadable() || item.isWritable();
    }
}
