package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Descriptors in an epoll instance of Linux: what a wait costs depends on how many are ready. */
final class EpollSet extends DescriptorSet {
    private static final int FIRST_ROOM = 16;

    /** Of {@code struct epoll_event}: packed on x86-64 alone. */
    private static final int DATA = isPacked() ? Integer.BYTES : Long.BYTES;

    private static final int EVENT_SIZE = DATA + Long.BYTES;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final LibC libc;
    private final int epoll;

    /** Who added a descriptor last: closed ones leave the set by themselves, and their numbers come again. */
    private final Map<Integer, Integer> owners = new HashMap<>();

    private int room;
    private long address;
    private ByteBuffer memory;
    private boolean disposed;

    EpollSet(NativeBinding binding, NativeErrors errors) {
        this.binding = binding;
        this.errors = errors;
        this.libc = binding.libc();
        this.epoll = libc.epoll_create1(LibC.EPOLL_CLOEXEC);
        if (epoll < 0) {
            throw errors.failure("opening a descriptor to poll with");
        }
        this.room = FIRST_ROOM;
        this.address = libc.malloc((long) room * EVENT_SIZE);
        this.memory = libc.view(address, room * EVENT_SIZE);
    }

    private static boolean isPacked() {
        String processor = System.getProperty("os.arch", "");
        return processor.equals("amd64") || processor.equals("x86_64");
    }

    @Override
    void doAdd(int descriptor, int index, int events) {
        makeRoom();
        control(LibC.EPOLL_CTL_ADD, descriptor, index, events);
        owners.put(descriptor, index);
    }

    @Override
    void doChange(int descriptor, int index, int events) {
        control(LibC.EPOLL_CTL_MOD, descriptor, index, events);
    }

    private void control(int operation, int descriptor, int index, int events) {
        memory.putInt(0, events).putLong(DATA, index);
        if (libc.epoll_ctl(epoll, operation, descriptor, address) < 0) {
            throw refusal(errors, binding.zmq().errno(), descriptor);
        }
    }

    /** The system's answer does not matter: a descriptor that is closed has left already. */
    @Override
    void remove(int descriptor, int index) {
        if (owners.remove(descriptor, index)) {
            libc.epoll_ctl(epoll, LibC.EPOLL_CTL_DEL, descriptor, address);
        }
    }

    /** All that is ready is found at once. */
    private void makeRoom() {
        if (owners.size() >= room) {
            long larger = libc.malloc(2L * room * EVENT_SIZE);
            libc.free(address);
            address = larger;
            room *= 2;
            memory = libc.view(address, room * EVENT_SIZE);
        }
    }

    @Override
    int await(int millis) {
        int found = libc.epoll_wait(epoll, address, room, millis);
        if (found < 0) {
            if (!errors.wasSignal()) {
                throw errors.failure("epoll_wait");
            }
            return 0;
        }
        return found;
    }

    @Override
    int index(int place) {
        return (int) memory.getLong(place * EVENT_SIZE + DATA);
    }

    @Override
    int found(int place) {
        return memory.getInt(place * EVENT_SIZE);
    }

    @Override
    int pollable() {
        return epoll;
    }

    @Override
    void dispose() {
        if (!disposed) {
            disposed = true;
            libc.close(epoll);
            libc.free(address);
        }
    }
}
