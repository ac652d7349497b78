package io.zmq4j.backend.libzmq;

import org.jspecify.annotations.Nullable;

/** The waiters of one context that are free: as many as ever waited at a time, kept for those that wait next. */
final class NativeWaiters {
    private final NativeBinding binding;
    private final NativeErrors errors;
    private final NativeWatch watch;
    private @Nullable NativeWaiter freeDescriptor;
    private @Nullable NativeWaiter freeParking;
    private boolean disposed;

    NativeWaiters(NativeBinding binding, NativeErrors errors, String name) {
        this.binding = binding;
        this.errors = errors;
        this.watch = new NativeWatch(binding, errors, name);
    }

    /** A waiter for the calling thread. */
    NativeWaiter take() {
        Thread thread = Thread.currentThread();
        return VirtualThreads.mustPark(thread) ? takeParking(thread) : takeDescriptor();
    }

    private synchronized NativeWaiter takeDescriptor() {
        NativeWaiter free = freeDescriptor;
        if (free == null) {
            return new DescriptorWaiter(binding, errors);
        }
        freeDescriptor = free.next;
        free.next = null;
        return free;
    }

    private synchronized NativeWaiter takeParking(Thread thread) {
        NativeWaiter free = freeParking;
        if (free == null) {
            free = new ParkingWaiter(watch);
        } else {
            freeParking = free.next;
            free.next = null;
        }
        ((ParkingWaiter) free).ownedBy(thread);
        return free;
    }

    synchronized void giveBack(NativeWaiter waiter) {
        if (disposed) {
            waiter.dispose();
        } else if (waiter instanceof ParkingWaiter parking) {
            parking.ownedBy(null); // a pool must not keep threads
            waiter.next = freeParking;
            freeParking = waiter;
        } else {
            waiter.next = freeDescriptor;
            freeDescriptor = waiter;
        }
    }

    /** Nobody waits any more. */
    synchronized void dispose() {
        disposed = true;
        watch.stop();
        while (freeDescriptor != null) {
            NativeWaiter waiter = freeDescriptor;
            freeDescriptor = waiter.next;
            waiter.dispose();
        }
        freeParking = null;
    }
}
