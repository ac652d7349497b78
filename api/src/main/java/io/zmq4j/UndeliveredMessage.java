package io.zmq4j;

import java.util.List;

/**
 * A message that a {@link Proxy} had taken from one socket when it ended, and that the other could not take.
 *
 * @param destination the socket it was to be sent on; it may be closed by now
 * @param frames the whole message, as it would have been sent
 * @see ZmqException#undelivered()
 */
public record UndeliveredMessage(Socket destination, List<byte[]> frames) {
    /**
     * Copies the list, not the arrays.
     *
     * @param destination the socket it was to be sent on
     * @param frames the whole message
     */
    public UndeliveredMessage {
        frames = List.copyOf(frames);
    }
}
