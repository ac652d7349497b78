package io.zmq4j.spi;

import java.lang.System.Logger.Level;

/**
 * What becomes of an exception that a backend throws when it is to end something, or takes it back: it is logged.
 * Whoever ends it can do nothing about it, and closing does not throw.
 */
final class EndFailure {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");

    private EndFailure() {}

    /**
     * Logs it.
     *
     * @param what failed
     * @param thrown what the backend threw, unchecked
     */
    static void log(String what, Throwable thrown) {
        if (!Safeguard.isOn("end-failure")) {
            throw thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
        }
        LOG.log(Level.ERROR, "ZMQ4J-014 " + what + " failed", thrown);
    }
}
