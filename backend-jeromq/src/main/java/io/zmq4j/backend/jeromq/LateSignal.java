package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.nio.channels.ClosedChannelException;
import zmq.ZError;

/**
 * A signal that fails, as who should hear it is done already.
 *
 * <p>JeroMQ 0.6.0 queues a command, then writes its signal. A socket that is closing may read its last command in
 * between, by an earlier signal, and close its mailbox. The signal fails then, and with it whatever call of the sender
 * processed commands, though all of them had their effect. So the call is made again: the engine processes commands
 * before anything else, and sends none to a socket that may be gone afterwards, but in a bind ({@link ReaperPause}). It
 * can go when {@code LateSignalTest} passes without it.
 */
final class LateSignal {
    private static final boolean ON = Safeguard.isOn("late-signal");

    private LateSignal() {}

    /** Whether this is what happened, or what follows from it where the engine's assertions are on. */
    static boolean explains(Throwable thrown) {
        return thrown instanceof AssertionError
                ? isAnswerToAcknowledgement(thrown.getStackTrace())
                : thrown instanceof ZError.IOException && thrown.getCause() instanceof ClosedChannelException;
    }

    /** A pipe whose acknowledgement could not be signalled does not remember that it was sent. */
    private static boolean isAnswerToAcknowledgement(StackTraceElement[] stack) {
        return stack.length > 0
                && stack[0].getClassName().equals("zmq.pipe.Pipe")
                && stack[0].getMethodName().equals("processPipeTermAck");
    }

    /**
     * Does nothing about a late signal, after which the call can be made again; throws any other exception or error.
     */
    static void passOver(Throwable thrown) {
        if (ON && explains(thrown)) {
            return;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
