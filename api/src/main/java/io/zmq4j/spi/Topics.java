package io.zmq4j.spi;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long topics may be. Engines go through a topic byte by byte, each in a call of its own, and run out of stack:
 * when a SUB or XSUB socket of libzmq 4.3.4 forgets a topic of some 10,000 bytes the process ends, JeroMQ 0.6.0 throws
 * a {@code StackOverflowError}.
 */
public final class Topics {
    /** The longest topic, in bytes. */
    public static final int LONGEST = Safeguard.isOn("long-topics") ? 1024 : Integer.MAX_VALUE - 1;

    private static final System.Logger LOG = System.getLogger("io.zmq4j");
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Topics() {}

    /**
     * Whether an XSUB socket must not send a frame, which asks for too long a topic or takes one back. It counts as
     * sent and goes nowhere: an exception would end a forwarder because of what a stranger asked for.
     *
     * @param size of the frame
     * @param first its first byte; any when it is empty
     * @return true, also said in the log, when it has to be dropped
     */
    public static boolean isTooLong(int size, byte first) {
        if (size - 1 <= LONGEST || (first != 0 && first != 1)) {
            return false;
        }
        LOG.log(
                SAID.getAndSet(true) ? Level.DEBUG : Level.WARNING,
                () -> "a subscription to a topic of " + (size - 1) + " bytes is not sent: topics have up to " + LONGEST
                        + " bytes");
        return true;
    }
}
