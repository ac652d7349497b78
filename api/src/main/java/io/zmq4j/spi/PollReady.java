package io.zmq4j.spi;

import io.zmq4j.PollItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The items that are ready, as the user sees them. */
final class PollReady {
    private final List<PollEntry> entries = new ArrayList<>();
    private final List<PollItem> items = new ArrayList<>();
    private final List<PollItem> view = Collections.unmodifiableList(items);

    List<PollItem> view() {
        return view;
    }

    int size() {
        return items.size();
    }

    /** Tells an item what was found, and keeps the list in step. */
    void report(PollEntry entry, int events) {
        boolean wasReady = entry.isReady();
        entry.tell(events);
        if (entry.isReady() && !wasReady) {
            entries.add(entry);
            items.add(entry.item);
        } else if (wasReady && !entry.isReady()) {
            int place = entries.indexOf(entry);
            entries.remove(place);
            items.remove(place);
        }
    }

    /** A new poll begins: what was ready may not be any more, and nobody would signal that. */
    void startAgain() {
        for (int i = 0; i < entries.size(); i++) {
            PollEntry entry = entries.get(i);
            entry.tell(0);
            entry.key.forget();
            entry.key.signal.touch();
        }
        clear();
    }

    /** Empties the list; the items keep what they were told. */
    void clear() {
        entries.clear();
        items.clear();
    }
}
