package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;

/** Numbers that several baselines need; those of socket types are those of {@code zmq.h}. */
final class Numbers {
    /**
     * A connection of JeroMQ 0.6.0 may stay silent for its whole HANDSHAKE_IVL, by default 30 s, when its I/O thread
     * was held up while it began; then it is made again. zmq4j repairs that, the baselines only wait for less long.
     */
    static final int HANDSHAKE_MILLIS = 1000;

    private Numbers() {}

    static int of(SocketType type) {
        return switch (type) {
            case REQ -> 3;
            case REP -> 4;
            case PULL -> 7;
            case PUSH -> 8;
            default -> throw new IllegalArgumentException("proxy-thr needs a backend, there is none of the baselines");
        };
    }
}
