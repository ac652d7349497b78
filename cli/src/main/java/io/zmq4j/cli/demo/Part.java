package io.zmq4j.cli.demo;

/**
 * What one thread does in a row.
 *
 * @param name of the thread
 * @param work ends when all has gone as it should, or throws
 */
record Part(String name, Work work) {
    /** What a thread does. */
    interface Work {
        void run() throws Exception;
    }
}
