package io.zmq4j.tck.differential;

import java.util.Set;

/**
 * Where a backend does what the model cannot do.
 *
 * @param program what ran
 * @param step index of the step in the program
 * @param expected outcomes that the model can have there
 * @param actual what the backend said
 */
record Difference(Program program, int step, Set<String> expected, String actual) {
    /** For people. */
    String text() {
        return program.steps().get(step).java() + ": expected " + String.join(" or ", expected) + " but was " + actual;
    }
}
