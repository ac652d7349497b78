package io.zmq4j.benchmarks.bench;

/** Why something is not measured here, and what to do about it. */
final class LeftOutException extends Exception {
    private static final long serialVersionUID = 1L;

    LeftOutException(String message) {
        super(message);
    }

    LeftOutException(String message, Throwable cause) {
        super(message, cause);
    }
}
