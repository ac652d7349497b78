package io.zmq4j.tck.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The variables of one type that a program has; both its threads use them. */
final class Slots<T> {
    private final AtomicReferenceArray<@Nullable T> values;

    Slots(int count) {
        values = new AtomicReferenceArray<>(count);
    }

    T get(int slot) {
        T value = values.get(slot);
        if (value == null) {
            throw new EmptySlotException();
        }
        return value;
    }

    void put(int slot, @Nullable T value) {
        values.set(slot, value);
    }

    List<T> all() {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < values.length(); i++) {
            T value = values.get(i);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }
}
