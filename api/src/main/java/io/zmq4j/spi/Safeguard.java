package io.zmq4j.spi;

import java.util.Arrays;

/**
 * The switch of a check or a repair, for tests alone: each has a test that fails when it is off, which shows that the
 * test tests something, and that the safeguard is needed still.
 *
 * <p>All are on unless the system property {@code zmq4j.test.without} lists their names. Where it would cost something,
 * look once and keep the answer in a static final field; the test then needs a JVM of its own.
 */
public final class Safeguard {
    /** Names of those that are off, separated by commas. */
    public static final String PROPERTY = "zmq4j.test.without";

    private Safeguard() {}

    /**
     * Whether a safeguard is in force.
     *
     * @param name its name, such as {@code hwm-after-attach}
     * @return false when a test switched it off
     */
    public static boolean isOn(String name) {
        String off = System.getProperty(PROPERTY);
        return off == null || !Arrays.asList(off.split(",")).contains(name);
    }
}
