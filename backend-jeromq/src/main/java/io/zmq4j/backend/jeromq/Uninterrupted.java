package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.function.BooleanSupplier;
import zmq.ZError;
import zmq.util.Errno;

/**
 * Keeps interrupts away from calls into the engine.
 *
 * <p>JeroMQ 0.6.0 takes an interrupt for an error, EINTR, wherever it processes commands, and clears the thread's flag.
 * So calls are made without the flag, which is set again afterwards; and when one came in between, the call is made
 * again. The error number stays behind in the thread, for all contexts, those of other libraries too, and success does
 * not clear it: what is found there before a call is none of the call's.
 */
final class Uninterrupted {
    private static final boolean ON = Safeguard.isOn("interrupts");
    private static final Errno ERRNO = new Errno();

    private Uninterrupted() {}

    /** To be called before calls into the engine; says whether the flag has to be set again after them. */
    static boolean begin() {
        if (ERRNO.is(ZError.EINTR)) {
            ERRNO.set(0);
        }
        return ON && Thread.interrupted();
    }

    static void end(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the call that has just failed was interrupted; then it can be made again. */
    static boolean brokeOff() {
        if (!ON || !ERRNO.is(ZError.EINTR)) {
            return false;
        }
        ERRNO.set(0);
        return true;
    }

    /** One call, or another after a signal that came late. */
    static boolean tried(BooleanSupplier call) {
        while (true) {
            try {
                return call.getAsBoolean();
            } catch (ZError.IOException | AssertionError e) {
                LateSignal.passOver(e);
            }
        }
    }

    /** A call that answers false when it fails: made again until it succeeds or fails for another reason. */
    static boolean call(BooleanSupplier call) {
        boolean interrupted = begin();
        try {
            while (!tried(call)) {
                if (!Safeguard.isOn("interrupts") || !brokeOff()) {
                    return false;
                }
                interrupted = true;
            }
            return true;
        } finally {
            end(interrupted);
        }
    }
}
