package io.zmq4j.tck.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Where engines are free the model chooses, and is run again with other choices until they are those that the engine
 * made.
 */
final class Choices {
    private final List<Integer> made = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private int next;

    /** One of so many. */
    int of(int count) {
        if (count == 1) {
            return 0;
        }
        if (next == made.size()) {
            made.add(0);
            counts.add(count);
        }
        return made.get(next++);
    }

    <T> T among(List<T> all) {
        return all.get(of(all.size()));
    }

    /** Back to the start, with the next combination of the choices that the last run came to; false after all. */
    boolean advance() {
        int last = next - 1;
        while (last >= 0 && made.get(last) + 1 == counts.get(last)) {
            last--;
        }
        next = 0;
        if (last < 0) {
            return false;
        }
        made.set(last, made.get(last) + 1);
        made.subList(last + 1, made.size()).clear();
        counts.subList(last + 1, counts.size()).clear();
        return true;
    }
}
