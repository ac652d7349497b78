package io.zmq4j.tck.fuzz;

/** What a step works on was never opened, because its step failed or was left out: the step does nothing. */
final class EmptySlotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmptySlotException() {
        super(null, null, false, false);
    }
}
