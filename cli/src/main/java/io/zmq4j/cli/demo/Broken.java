package io.zmq4j.cli.demo;

/** Something did not arrive as it was sent. The message is what the table shows. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
        super(message);
    }
}
