package io.zmq4j.benchmarks.jmh;

/** A socket, as the benchmarks use it: by one thread at a time. */
interface Peer extends AutoCloseable {
    /** How long a call waits, so that threads notice when a benchmark is over. */
    int PATIENCE_MILLIS = 100;

    /** How many messages are sent before any is received, at most. */
    int BATCH = 50;

    void bind(String endpoint);

    void connect(String endpoint);

    /** Sends a message; false when there was no room for it for a while. */
    boolean send();

    /** Receives a message into memory of Java's; false when there was none for a while. */
    boolean receive();

    @Override
    void close();
}
