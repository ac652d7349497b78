package io.zmq4j.tck.fuzz;

/**
 * A program that did not end well.
 *
 * @param seed of the program
 * @param kind what happened
 * @param exit exit code of its JVM
 * @param output what was said since the program began
 */
record Find(long seed, Kind kind, int exit, String output) {
    /** What can happen. */
    enum Kind {
        /** A signal, or an exit that nobody asked for. */
        DEATH,
        /** The program did not come to its end. */
        HANG,
        /** An exception that the API does not have, a thread that ended, a context that did not. */
        FAILURE
    }
}
