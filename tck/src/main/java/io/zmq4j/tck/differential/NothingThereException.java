package io.zmq4j.tck.differential;

/** What a step works on was never opened, because its step failed or was left out. */
final class NothingThereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingThereException() {
        super(null, null, false, false);
    }
}
