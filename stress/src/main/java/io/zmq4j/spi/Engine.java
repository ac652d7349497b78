package io.zmq4j.spi;

/** The resource of a socket of no engine at all: plain memory, which shows what the guard orders. */
final class Engine extends SocketResource {
    /** Written and read inside the guard only. */
    int first;

    /** Written and read inside the guard only, after {@link #first}. */
    int second;

    /** How often it was closed; written inside the guard only. */
    int released;

    @Override
    protected void release(int lingerMillis) {
        released++;
    }
}
