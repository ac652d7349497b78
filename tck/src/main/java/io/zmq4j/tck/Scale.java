package io.zmq4j.tck;

import java.util.Locale;

/** How much of the long tests to do, by the system property {@code zmq4j.test.scale}. */
public enum Scale {
    /** In every build: seconds. */
    SHORT,
    /** With {@code -Pci}: minutes. */
    CI,
    /** With {@code -Psoak}: hours. */
    SOAK;

    private static final Scale CURRENT =
            valueOf(System.getProperty("zmq4j.test.scale", "short").toUpperCase(Locale.ROOT));

    /**
     * The one in force.
     *
     * @return the scale
     */
    public static Scale current() {
        return CURRENT;
    }

    /**
     * A number for the scale in force.
     *
     * @param small in every build
     * @param ci with {@code -Pci}
     * @param soak with {@code -Psoak}
     * @return one of them
     */
    public static int pick(int small, int ci, int soak) {
        return switch (CURRENT) {
            case SHORT -> small;
            case CI -> ci;
            case SOAK -> soak;
        };
    }
}
