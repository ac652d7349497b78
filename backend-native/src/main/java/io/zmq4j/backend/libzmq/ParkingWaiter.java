package io.zmq4j.backend.libzmq;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits parked, while a {@link NativeWatch} polls the descriptor: for virtual threads, which hold no carrier this way.
 *
 * <p>Both reasons to go on set their flag before they unpark. The flags are looked at last before the thread parks,
 * with no lock in between that could use the permit up, so none is missed.
 */
final class ParkingWaiter extends NativeWaiter {
    static final int NOT_WATCHED = -1;

    private final NativeWatch watch;
    private volatile boolean woken;
    private volatile boolean ready;
    private volatile @Nullable Thread owner;

    /** Place in the watch's list, guarded by the watch. */
    int place = NOT_WATCHED;

    /** What is watched for this, guarded by the watch. */
    int descriptor;

    ParkingWaiter(NativeWatch watch) {
        this.watch = watch;
    }

    void ownedBy(@Nullable Thread thread) {
        owner = thread;
    }

    @Override
    public void wakeUp() {
        woken = true;
        LockSupport.unpark(owner);
    }

    /** The descriptor is readable. */
    void signal() {
        ready = true;
        LockSupport.unpark(owner);
    }

    @Override
    protected void clear() {
        woken = false;
    }

    @Override
    void await(int target, long nanos) {
        ready = false;
        watch.add(this, target);
        try {
            if (!woken && !ready) {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            watch.remove(this);
        }
    }

    @Override
    protected void dispose() {
        // holds nothing
    }
}
