package io.zmq4j.tck;

import io.zmq4j.BackendException;
import io.zmq4j.Zmq;

/** Says which backend is chosen, or why none. */
final class ChoiceMain {
    private ChoiceMain() {}

    @SuppressWarnings("SystemOut") // for the test that reads it
    public static void main(String[] arguments) {
        try {
            System.out.println("chosen: " + Zmq.backend());
        } catch (BackendException e) {
            System.out.println("none: " + e.getMessage());
        }
    }
}
