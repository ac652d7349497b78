package io.zmq4j;

/** What a socket, descriptor or channel is ready for. */
public enum PollEvent {
    /** A receive would not wait. */
    POLLIN,
    /** A send would not wait. */
    POLLOUT,
    /** The descriptor or channel is in error; never reported for sockets. */
    POLLERR,
    /** Urgent data on the descriptor; never reported for sockets. */
    POLLPRI
}
