package io.zmq4j.spi;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a poller, by what they poll and by index. Indexes are used again, signals never. */
final class PollKeys {
    private final Map<Object, PollKey> byPolled = new HashMap<>();
    private final List<@Nullable PollKey> byIndex = new ArrayList<>();
    private final BitSet freeIndexes = new BitSet();

    /** The index that the next key gets. */
    int nextIndex() {
        return freeIndexes.isEmpty() ? byIndex.size() : freeIndexes.nextSetBit(0);
    }

    void add(PollKey key) {
        byPolled.put(key.polled, key);
        if (key.index() == byIndex.size()) {
            byIndex.add(key);
        } else {
            byIndex.set(key.index(), key);
            freeIndexes.clear(key.index());
        }
    }

    void remove(PollKey key) {
        byPolled.remove(key.polled);
        byIndex.set(key.index(), null);
        freeIndexes.set(key.index());
    }

    @Nullable
    PollKey of(Object polled) {
        return byPolled.get(polled);
    }

    @Nullable
    PollKey at(int index) {
        return index < byIndex.size() ? byIndex.get(index) : null;
    }

    /** The key that a signal speaks of; null when it is gone, or was never added. */
    @Nullable
    PollKey of(PollSignal signal) {
        PollKey key = at(signal.index());
        return key != null && key.signal == signal ? key : null;
    }

    Collection<PollKey> all() {
        return byPolled.values();
    }
}
