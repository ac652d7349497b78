package io.zmq4j.backend.jeromq;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.ZmqTck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What the tests of this backend share. */
final class JeroMq {
    /** Whatever must happen happens long before. */
    static final Duration LONG = ZmqTck.AWAIT;

    /** How long to see that nothing happens. */
    static final Duration QUIET = Duration.ofMillis(150);

    private JeroMq() {}

    static Backend backend() {
        return Backend.of(new JeroMqBackendProvider());
    }

    static Context context() {
        return backend().context();
    }

    /** A socket that drops what is left when it is closed, and gives up after a long time. */
    static Socket socket(Context context, SocketType type) {
        Socket socket = context.socket(type);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.set(SocketOptions.RCVTIMEO, LONG);
        socket.set(SocketOptions.SNDTIMEO, LONG);
        return socket;
    }

    /** A peer that speaks for itself. */
    static java.net.Socket stranger(int port) throws IOException {
        return new java.net.Socket(Loopback.ADDRESS, port);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LONG + ": " + what);
            }
            Thread.onSpinWait();
        }
    }
}
