package io.zmq4j.cli;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is logged goes to stderr, a line each: warnings, or with --verbose everything. */
final class Logs {
    /** Kept, because the log manager forgets a logger, and its level, that nobody holds. */
    private static final Logger OURS = Logger.getLogger("io.zmq4j");

    private Logs() {}

    /** Has an effect only before the first line is logged. */
    static void configure(boolean verbose) {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", verbose ? "%4$s %3$s: %5$s%6$s%n" : "zmq4j: %5$s%n");
        Level level = verbose ? Level.FINE : Level.WARNING;
        OURS.setLevel(level);
        Logger root = Logger.getLogger("");
        root.setLevel(verbose ? Level.INFO : Level.WARNING);
        for (Handler handler : root.getHandlers()) {
            handler.setLevel(level);
        }
    }
}
