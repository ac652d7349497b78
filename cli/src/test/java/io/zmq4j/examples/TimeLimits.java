package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.InterruptedCallException;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.time.Duration;

/** Every wait has an end: a time limit, an interrupt, or the closing of the socket or its context. */
final class TimeLimits {
    private TimeLimits() {}

    static String run(Context context) {
        try (Socket pull = context.socket(SocketType.PULL)) {
            pull.bind("inproc://nobody");
            pull.set(SocketOptions.RCVTIMEO, Duration.ofMillis(20));
            StringBuilder ends = new StringBuilder();
            try {
                pull.recv();
            } catch (WouldBlockException timeRanOut) {
                ends.append("time ");
            }
            try {
                pull.recv(Duration.ofMillis(10));
            } catch (WouldBlockException timeRanOut) {
                ends.append("limit ");
            }
            Thread.currentThread().interrupt();
            try {
                pull.recv();
            } catch (InterruptedCallException interrupted) {
                ends.append("interrupt ").append(Thread.interrupted());
            }
            return ends.toString();
        }
    }
}
