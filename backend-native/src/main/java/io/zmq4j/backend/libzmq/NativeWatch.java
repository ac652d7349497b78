package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Polls the descriptors of all virtual threads that wait in one context, on one daemon thread, which is started by the
 * first of them and ends with the context.
 */
final class NativeWatch {
    private static final int FIRST_ROOM = 16;

    private final NativeBinding binding;
    private final NativeErrors errors;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ParkingWaiter> watched = new ArrayList<>();
    private @Nullable DescriptorWaiter wake;
    private boolean stopped;

    NativeWatch(NativeBinding binding, NativeErrors errors, String name) {
        this.binding = binding;
        this.errors = errors;
        this.name = name;
    }

    /** From now on a waiter is signalled, once, when a descriptor is readable. */
    void add(ParkingWaiter waiter, int descriptor) {
        DescriptorWaiter signal;
        lock.lock();
        try {
            if (stopped) {
                waiter.signal();
                return;
            }
            signal = started();
            waiter.descriptor = descriptor;
            waiter.place = watched.size();
            watched.add(waiter);
        } finally {
            lock.unlock();
        }
        signal.wakeUp();
    }

    /** No more signals are needed; a late one may still come. */
    void remove(ParkingWaiter waiter) {
        lock.lock();
        try {
            drop(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, when there is one. Only pollers wait still; they see that their context is closed. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (wake != null) {
                wake.wakeUp();
            }
        } finally {
            lock.unlock();
        }
    }

    private DescriptorWaiter started() {
        DescriptorWaiter signal = wake;
        if (signal == null) {
            signal = new DescriptorWaiter(binding, errors);
            Thread thread = new Thread(null, new Round(signal), "zmq4j watch of " + name, 0, false);
            thread.setDaemon(true);
            thread.start();
            wake = signal;
        }
        return signal;
    }

    /** The last of the list takes the place that becomes free. */
    private void drop(ParkingWaiter waiter) {
        int place = waiter.place;
        if (place == ParkingWaiter.NOT_WATCHED) {
            return;
        }
        ParkingWaiter last = watched.remove(watched.size() - 1);
        if (last != waiter) {
            watched.set(place, last);
            last.place = place;
        }
        waiter.place = ParkingWaiter.NOT_WATCHED;
    }

    /** What the thread does, again and again: list the descriptors, poll, signal. Its memory is used by nobody else. */
    private final class Round implements Runnable {
        private final DescriptorWaiter signal;
        private final LibC libc = binding.libc();
        private ParkingWaiter[] polled = new ParkingWaiter[FIRST_ROOM];
        private long address = libc.malloc((FIRST_ROOM + 1L) * LibC.POLLFD_SIZE);
        private ByteBuffer descriptors = libc.view(address, (FIRST_ROOM + 1) * LibC.POLLFD_SIZE);

        Round(DescriptorWaiter signal) {
            this.signal = signal;
        }

        @Override
        public void run() {
            while (true) {
                signal.clear(); // before the list is looked at: what is added later wakes the poll
                int count = list();
                if (count < 0) {
                    break;
                }
                if (libc.poll(address, count + 1L, -1) >= 0) {
                    signalReady(count);
                } else if (!errors.wasSignal()) {
                    signalAll(count); // they look again, and come back when there is nothing
                }
            }
            signalLeft();
            signal.dispose();
            libc.free(address);
        }

        private void signalLeft() {
            lock.lock();
            try {
                watched.forEach(ParkingWaiter::signal);
            } finally {
                lock.unlock();
            }
        }

        private int list() {
            lock.lock();
            try {
                if (stopped) {
                    return -1;
                }
                int count = watched.size();
                makeRoom(count);
                put(0, signal.descriptor());
                for (int i = 0; i < count; i++) {
                    polled[i] = watched.get(i);
                    put(i + 1, polled[i].descriptor);
                }
                return count;
            } finally {
                lock.unlock();
            }
        }

        private void put(int index, int descriptor) {
            int start = index * LibC.POLLFD_SIZE;
            descriptors.putInt(start, descriptor).putInt(start + Integer.BYTES, 0);
            descriptors.putShort(start + Integer.BYTES, LibC.POLLIN);
        }

        private void makeRoom(int count) {
            if (count > polled.length) {
                int room = 2 * count;
                long larger = libc.malloc((room + 1L) * LibC.POLLFD_SIZE);
                libc.free(address);
                address = larger;
                descriptors = libc.view(address, (room + 1) * LibC.POLLFD_SIZE);
                polled = new ParkingWaiter[room];
            }
        }

        /** A waiter that has left or waits for something else by now is signalled in vain, which it can take. */
        private void signalReady(int count) {
            for (int i = 0; i < count; i++) {
                int events = (i + 1) * LibC.POLLFD_SIZE + Integer.BYTES + Short.BYTES;
                if (descriptors.getShort(events) != 0) {
                    signal(polled[i]);
                }
            }
        }

        private void signalAll(int count) {
            for (int i = 0; i < count; i++) {
                signal(polled[i]);
            }
        }

        private void signal(ParkingWaiter waiter) {
            remove(waiter);
            waiter.signal();
        }
    }
}
