package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;

/** A context of a backend of zmq4j, or of an engine that is called without zmq4j, to compare with. */
interface Engine extends AutoCloseable {
    /** What it is, with its version and how it is called. */
    String name();

    /** Opens a socket. */
    Peer open(SocketType type);

    /** Waits until everything is sent. */
    @Override
    void close();
}
