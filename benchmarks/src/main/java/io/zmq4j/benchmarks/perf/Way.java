package io.zmq4j.benchmarks.perf;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a message is received, and sent back. */
public enum Way {
    /** Into an array of its own. */
    BYTES,
    /** Into one direct buffer, and sent from it. */
    BUFFER,
    /** As a message of the engine, whose contents nobody looks at. */
    MSG;

    /**
     * Its name on the command line.
     *
     * @return such as {@code bytes}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A way by its name.
     *
     * @param label such as {@code bytes}
     * @return the way
     * @throws IllegalArgumentException there is none
     */
    public static Way of(String label) {
        return Arrays.stream(values())
                .filter(way -> way.label().equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("--recv must be "
                        + Arrays.stream(values()).map(Way::label).collect(Collectors.joining(" or ")) + ", was "
                        + label));
    }
}
