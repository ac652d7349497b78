package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.ZmqException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/**
 * Poll events as operations of channels and back. POLLIN stands for read or accept, POLLOUT for write or connect,
 * whichever a channel knows; the JDK shows an error as being ready for what was asked.
 */
public final class PollOperations {
    private static final int POLLIN = 1 << PollEvent.POLLIN.ordinal();
    private static final int POLLOUT = 1 << PollEvent.POLLOUT.ordinal();
    private static final int POLLPRI = 1 << PollEvent.POLLPRI.ordinal();
    private static final int IN = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int OUT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private PollOperations() {}

    /** A channel may have been made blocking since its item was made. */
    static void check(SelectableChannel channel, int events) {
        if (channel.isOpen() && channel.isBlocking()) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "a channel must be non-blocking to be polled, was blocking: " + channel);
        }
        int known = channel.validOps();
        refuse((events & POLLIN) != 0 && (known & IN) == 0, PollEvent.POLLIN, channel);
        refuse((events & POLLOUT) != 0 && (known & OUT) == 0, PollEvent.POLLOUT, channel);
        refuse((events & POLLPRI) != 0, PollEvent.POLLPRI, channel);
    }

    private static void refuse(boolean unknown, PollEvent event, SelectableChannel channel) {
        if (unknown) {
            throw new ZmqException(ErrorCode.EINVAL, "a channel does not know " + event + ": " + channel);
        }
    }

    /**
     * The operations that events stand for.
     *
     * @param channel the channel
     * @param events bit n is the {@link PollEvent} with ordinal n
     * @return those the channel knows
     */
    public static int of(SelectableChannel channel, int events) {
        int operations = ((events & POLLIN) == 0 ? 0 : IN) | ((events & POLLOUT) == 0 ? 0 : OUT);
        return operations & channel.validOps();
    }

    /**
     * The events that a channel is ready for, as the select that is going on found it.
     *
     * @param key of the channel
     * @return bit n is the {@link PollEvent} with ordinal n; none when the channel was closed just now
     */
    public static int events(SelectionKey key) {
        try {
            int operations = key.readyOps();
            return ((operations & IN) == 0 ? 0 : POLLIN) | ((operations & OUT) == 0 ? 0 : POLLOUT);
        } catch (CancelledKeyException e) {
            return 0;
        }
    }
}
