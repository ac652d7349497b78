package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Descriptors for {@code poll}, where there is no epoll: what a wait costs depends on how many there are. */
final class PollSet extends DescriptorSet {
    private static final int FIRST_ROOM = 16;
    private static final int EVENTS = Integer.BYTES;
    private static final int FOUND = EVENTS + Short.BYTES;

    private final NativeErrors errors;
    private final LibC libc;
    private int[] indexes = new int[FIRST_ROOM];
    private int[] places = new int[FIRST_ROOM];
    private int count;
    private long address;
    private ByteBuffer memory;
    private boolean disposed;

    PollSet(NativeBinding binding, NativeErrors errors) {
        this.errors = errors;
        this.libc = binding.libc();
        this.address = libc.malloc((long) FIRST_ROOM * LibC.POLLFD_SIZE);
        this.memory = libc.view(address, FIRST_ROOM * LibC.POLLFD_SIZE);
    }

    @Override
    void doAdd(int descriptor, int index, int events) {
        makeRoom();
        indexes[count] = index;
        put(count, descriptor, events);
        checkOpen(descriptor);
        count++;
    }

    private void checkOpen(int descriptor) {
        int start = count * LibC.POLLFD_SIZE;
        if (libc.poll(address + start, 1, 0) > 0 && (memory.getShort(start + FOUND) & LibC.POLLNVAL) != 0) {
            throw refusal(errors, EBADF, descriptor);
        }
    }

    @Override
    void doChange(int descriptor, int index, int events) {
        put(placeOf(index), descriptor, events);
    }

    /** The last one takes the place that becomes free. */
    @Override
    void remove(int descriptor, int index) {
        int place = placeOf(index);
        count--;
        indexes[place] = indexes[count];
        memory.putLong(place * LibC.POLLFD_SIZE, memory.getLong(count * LibC.POLLFD_SIZE));
    }

    private void put(int place, int descriptor, int events) {
        int start = place * LibC.POLLFD_SIZE;
        memory.putInt(start, descriptor);
        memory.putShort(start + EVENTS, (short) events).putShort(start + FOUND, (short) 0);
    }

    private int placeOf(int index) {
        for (int place = 0; place < count; place++) {
            if (indexes[place] == index) {
                return place;
            }
        }
        throw new IllegalStateException("not in the set: " + index);
    }

    private void makeRoom() {
        if (count == indexes.length) {
            int room = 2 * count;
            long more = libc.malloc((long) room * LibC.POLLFD_SIZE);
            ByteBuffer view = libc.view(more, room * LibC.POLLFD_SIZE);
            view.put(0, memory, 0, count * LibC.POLLFD_SIZE);
            libc.free(address);
            address = more;
            memory = view;
            indexes = Arrays.copyOf(indexes, room);
            places = new int[room];
        }
    }

    @Override
    int await(int millis) {
        int ready = libc.poll(address, count, millis);
        if (ready < 0) {
            if (!errors.wasSignal()) {
                throw errors.failure("poll");
            }
            return 0;
        }
        int found = 0;
        for (int place = 0; place < count && found < ready; place++) {
            if (memory.getShort(place * LibC.POLLFD_SIZE + FOUND) != 0) {
                places[found] = place;
                found++;
            }
        }
        return found;
    }

    @Override
    int index(int place) {
        return indexes[places[place]];
    }

    @Override
    int found(int place) {
        return memory.getShort(places[place] * LibC.POLLFD_SIZE + FOUND);
    }

    @Override
    int pollable() {
        return NONE;
    }

    @Override
    void dispose() {
        if (!disposed) {
            disposed = true;
            libc.free(address);
        }
    }
}
