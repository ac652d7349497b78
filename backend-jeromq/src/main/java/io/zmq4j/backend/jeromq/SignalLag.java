package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a wait from spinning while the thread that signals is held up.
 *
 * <p>Repairs JeroMQ 0.6.0: {@code Signaler.send} writes a byte, which wakes who waits for the mailbox, and counts it
 * afterwards; a call that does not block goes by the count. A writer that the system takes off its processor in
 * between, as it likes to for the sake of the thread just woken, leaves that one with a mailbox that is readable and
 * empty, until its time slice is used up. So whoever is signalled in vain lets others run. It can go when
 * {@code Signaler} counts first; the benchmark {@code WaitingCost} shows what it is worth on a busy machine.
 *
 * <p>Of one waiting thread at a time.
 */
final class SignalLag {
    private static final boolean ON = Safeguard.isOn("jeromq-signal-lag");
    private static final long FIRST_PAUSE_NANOS = 10_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    private boolean signalled;
    private long pause = FIRST_PAUSE_NANOS;

    /** A new wait begins. */
    void begin() {
        signalled = false;
        pause = FIRST_PAUSE_NANOS;
    }

    /** A mailbox was found readable. */
    void signalled() {
        signalled = true;
    }

    /** The same wait goes on: when it was signalled before, that was in vain. */
    void again() {
        if (signalled && ON) {
            signalled = false;
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }
}
