package io.zmq4j.tck;

import io.zmq4j.CurveKey;
import io.zmq4j.Option;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.ZmqException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** Keys and passwords that a test has set: they are shown as {@value #HIDDEN}, wherever they turn up. */
final class Secrets {
    /** What is shown instead. */
    static final String HIDDEN = "***";

    /** Bytes of the longest one: a password. */
    static final int LONGEST = 255;

    private static final Set<SocketOption<?>> OPTIONS = Set.of(
            SocketOptions.PLAIN_PASSWORD,
            SocketOptions.CURVE_SECRETKEY,
            SocketOptions.CURVE_PUBLICKEY,
            SocketOptions.CURVE_SERVERKEY);

    private final Set<String> known = new CopyOnWriteArraySet<>();

    void forget() {
        known.clear();
    }

    /** Whether values of an option are secrets. */
    static boolean isSecret(@Nullable Object option) {
        if (option instanceof String name) {
            try {
                return OPTIONS.contains(SocketOptions.byName(name));
            } catch (ZmqException e) {
                return false; // no such option
            }
        }
        return option instanceof Option<?> && OPTIONS.contains(option);
    }

    /** From now on it is hidden, as bytes and as text. */
    void learn(@Nullable Object value) {
        if (value instanceof CurveKey key) {
            learn(key.toBytes());
            learn(key.toZ85());
        } else if (value instanceof byte[] bytes) {
            add(latin(bytes));
        } else if (value instanceof String text) {
            add(latin(text.getBytes(StandardCharsets.UTF_8)));
            add(text);
        }
    }

    private void add(String secret) {
        if (!secret.isEmpty()) {
            known.add(secret);
        }
    }

    boolean areIn(byte[] bytes) {
        return !known.isEmpty() && known.stream().anyMatch(latin(bytes)::contains);
    }

    String hideIn(String text) {
        String hidden = text;
        for (String secret : List.copyOf(known)) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }

    /** One character for each byte. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
