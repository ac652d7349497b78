package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the subscriptions of a SUB or XSUB socket back while it connects to an {@code inproc} endpoint that nobody has
 * bound yet.
 *
 * <p>Repairs JeroMQ 0.6.0: on such a connection it sends subscriptions ahead of the routing id, and drops the first of
 * them in place of the id, which then makes the publisher's receive fail. It can go when, without it, a subscription
 * made before the connect reaches an XPUB that binds after it.
 */
final class EarlySubscriptions {
    private final List<byte[]> topics = new ArrayList<>();

    void added(byte[] topic) {
        topics.add(topic);
    }

    void removed(byte[] topic) {
        for (int i = 0; i < topics.size(); i++) {
            if (Arrays.equals(topics.get(i), topic)) {
                topics.remove(i);
                return;
            }
        }
    }

    /** What an XSUB socket sends is a subscription, the end of one, or a message for the publisher. */
    void sent(byte[] frame) {
        if (frame.length > 0 && frame[0] == 1) {
            added(Arrays.copyOfRange(frame, 1, frame.length));
        } else if (frame.length > 0 && frame[0] == 0) {
            removed(Arrays.copyOfRange(frame, 1, frame.length));
        }
    }

    static byte[] frame(int first, byte[] topic) {
        byte[] frame = new byte[topic.length + 1];
        frame[0] = (byte) first;
        System.arraycopy(topic, 0, frame, 1, topic.length);
        return frame;
    }

    void withoutThem(Runnable connect, Consumer<byte[]> unsubscribe, Consumer<byte[]> subscribe) {
        if (!Safeguard.isOn("early-subscriptions")) {
            connect.run();
            return;
        }
        topics.forEach(unsubscribe);
        try {
            connect.run();
        } finally {
            topics.forEach(subscribe);
        }
    }
}
