package io.zmq4j.tck.fuzz;

import io.zmq4j.CurveKey;
import io.zmq4j.PollEvent;
import java.time.Duration;
import java.util.Set;
import java.util.StringJoiner;

/** Values as Java source. */
public final class Literal {
    private Literal() {}

    /**
     * A value.
     *
     * @param value text, number, duration, key or bytes
     * @return an expression
     */
    public static String of(Object value) {
        if (value instanceof String text) {
            return '"' + escaped(text) + '"';
        } else if (value instanceof Long number) {
            return number + "L";
        } else if (value instanceof Duration duration) {
            return "Duration.ofMillis(" + duration.toMillis() + ")";
        } else if (value instanceof CurveKey key) {
            return "CurveKey.parse(" + of(key.toZ85()) + ")";
        } else if (value instanceof byte[] bytes) {
            return of(bytes);
        }
        return String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\0", "\\u0000")
                .replace("\1", "\\u0001");
    }

    private static String of(byte[] bytes) {
        boolean zero = true;
        StringJoiner text = new StringJoiner(", ", "new byte[] {", "}");
        for (byte each : bytes) {
            zero &= each == 0;
            text.add(String.valueOf(each));
        }
        return zero ? "new byte[" + bytes.length + "]" : text.toString();
    }

    /** An endpoint, or that of the last bind of a socket. */
    static String endpoint(String endpoint) {
        return endpoint.startsWith("@") ? "at[" + endpoint.substring(1) + "]" : of(endpoint);
    }

    static String events(Set<PollEvent> events) {
        StringJoiner text = new StringJoiner(", ");
        events.forEach(event -> text.add("PollEvent." + event));
        return text.toString();
    }
}
