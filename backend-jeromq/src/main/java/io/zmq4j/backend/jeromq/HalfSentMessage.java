package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import zmq.Msg;
import zmq.socket.LB;

/**
 * Follows the message that is being sent frame by frame, in case its peer goes away in the middle.
 *
 * <p>Repairs JeroMQ 0.6.0: the load balancer of DEALER, PUSH and REQ then hands the remaining frames to another peer,
 * where they arrive as a message of their own; with assertions enabled it throws {@code AssertionError} instead. A
 * frame that continues a message and cannot be handed over counts as sent, and so do those after it; afterwards the
 * load balancer has to be told of the message's end before it takes another one. It can go when
 * {@code HalfSentMessageTest} passes without it, with and without {@code -ea:zmq...}.
 */
final class HalfSentMessage {
    private final boolean balanced;
    private boolean inside;
    private boolean dropping;
    private boolean broken;

    HalfSentMessage(SocketType type) {
        balanced = type == SocketType.DEALER || type == SocketType.PUSH || type == SocketType.REQ;
    }

    /** Whether the next frame belongs to a message whose peer has gone. */
    boolean drops(boolean more) {
        if (!dropping) {
            return false;
        }
        dropping = more;
        return true;
    }

    /** Whether the next frame is the first of its message. */
    boolean isStart() {
        return !inside;
    }

    void sent(boolean more) {
        inside = more;
    }

    /** The engine did not take a frame. */
    void refused(boolean more) {
        if (inside && Safeguard.isOn("half-sent")) {
            inside = false;
            dropping = more;
            broken = balanced;
        }
    }

    /** Whether the engine may still wait for the end of a message. */
    boolean isBroken() {
        return broken;
    }

    void mended() {
        broken = false;
    }

    /** Whether the engine's assertion tells of a peer that has gone, not of a defect. */
    static boolean explains(AssertionError error) {
        StackTraceElement[] stack = error.getStackTrace();
        return stack.length > 0 && stack[0].getClassName().equals(LB.class.getName());
    }

    /**
     * The end of a message, for the engine to drop. It never gets into a pipe: before a pipe takes a message it asks
     * whether it is an identity.
     */
    static final class End extends Msg {
        @Override
        public boolean isIdentity() {
            throw new Refused();
        }
    }

    /** A pipe was about to take an {@link End}: the engine has found another peer and waits for nothing. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Refused() {
            super("no pipe takes this", null, false, false);
        }
    }
}
