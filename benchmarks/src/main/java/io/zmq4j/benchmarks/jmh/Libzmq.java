package io.zmq4j.benchmarks.jmh;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Functions of the installed libzmq, mapped directly by JNA without anything around them. */
final class Libzmq {
    static final int ZMQ_DONTWAIT = 1;
    static final int ZMQ_SUBSCRIBE = 6;
    static final int ZMQ_LINGER = 17;
    static final int ZMQ_RCVTIMEO = 27;
    static final int ZMQ_SNDTIMEO = 28;

    static {
        Native.register("zmq");
    }

    private Libzmq() {}

    static native Pointer zmq_ctx_new();

    static native int zmq_ctx_set(Pointer context, int option, int value);

    static native int zmq_ctx_term(Pointer context);

    static native Pointer zmq_socket(Pointer context, int type);

    static native int zmq_close(Pointer socket);

    static native int zmq_setsockopt(Pointer socket, int option, Pointer value, long length);

    static native int zmq_bind(Pointer socket, String endpoint);

    static native int zmq_connect(Pointer socket, String endpoint);

    static native int zmq_send(Pointer socket, Pointer data, long size, int flags);

    static native int zmq_recv(Pointer socket, Pointer data, long size, int flags);

    static native int zmq_poll(Pointer items, int count, long millis);

    /** Fails with the error number when a call did. */
    static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
    }

    /** The number that both engines have for a type of sockets. */
    static int number(String type) {
        return java.util.List.of("PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB")
                .indexOf(type);
    }
}
