package io.zmq4j.benchmarks.jmh;

/** A way to poll many PULL sockets, one of which gets messages. */
interface PollSubject extends AutoCloseable {
    /** How many descriptors of the system a socket takes. */
    int descriptorsPerSocket();

    /** Opens the sockets, all bound or connected, and gets ready to poll them. */
    void open(int sockets);

    /** Sends a message to the active socket; it is there when this returns. */
    void send();

    /** Waits until a socket is readable; answers how many are. */
    int poll();

    /** Receives the message. */
    void receive();

    @Override
    void close();
}
