package io.zmq4j.benchmarks.perf;

/** A socket as the tools use it: all messages have one size. Every call waits. */
interface Peer extends AutoCloseable {
    /** Answers the endpoint, wildcards replaced. */
    String bind(String endpoint);

    void connect(String endpoint);

    /** Sends a message of the size. */
    void send();

    /** Receives a message, and answers its size in bytes. */
    int recv();

    /** Sends what was received last. */
    void sendBack();

    @Override
    void close();
}
