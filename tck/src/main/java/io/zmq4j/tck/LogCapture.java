package io.zmq4j.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What zmq4j logs while it is open. {@link System.Logger} ends in java.util.logging, unless somebody changed that. */
public final class LogCapture implements AutoCloseable {
    /** Held, because java.util.logging forgets loggers. */
    private final Logger logger = Logger.getLogger("io.zmq4j");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final boolean toParents = logger.getUseParentHandlers();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /** Starts. */
    public LogCapture() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    boolean has(Predicate<LogRecord> wanted) {
        return records.stream().anyMatch(wanted);
    }

    /**
     * What was logged so far, for tests in modules that do not read java.logging.
     *
     * @return level and message of each
     */
    public List<String> lines() {
        return records.stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    List<LogRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(toParents);
    }
}
