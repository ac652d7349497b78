package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;

/** The numbers that the baselines share with {@code zmq.h}. */
final class Numbers {
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
