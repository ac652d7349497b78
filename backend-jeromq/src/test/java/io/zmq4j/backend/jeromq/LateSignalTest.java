package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import zmq.ZError;

class LateSignalTest {
    private static final int ROUNDS = Scale.pick(1_000, 20_000, 1_000_000);
    private static final int CONNECTIONS = 3;

    private int calls;

    @Test
    void callIsMadeAgain() {
        assertTrue(assertDoesNotThrow(() -> Uninterrupted.tried(() -> {
            calls++;
            if (calls == 1) {
                throw new ZError.IOException(new ClosedChannelException());
            }
            return true;
        })));
        assertEquals(2, calls);
    }

    @Test
    void otherFailuresAreNot() {
        for (RuntimeException other : new RuntimeException[] {
            new ZError.IOException(new IOException("Too many open files")), new IllegalStateException()
        }) {
            assertThrows(
                    other.getClass(),
                    () -> Uninterrupted.tried(() -> {
                        throw other;
                    }));
        }
        assertThrows(
                AssertionError.class,
                () -> Uninterrupted.tried(() -> {
                    throw new AssertionError();
                }));
    }

    /** With luck, one in some ten thousand rounds; the peer ends when it has the last answer, signalled or not. */
    @Test
    void peerThatIsConnectedSeveralTimesMayLeave() {
        Context context = JeroMq.context();
        Socket pull = socket(context, SocketType.PULL);
        pull.bind("inproc://left");
        for (int i = 0; i < ROUNDS; i++) {
            Socket push = socket(context, SocketType.PUSH);
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                push.connect("inproc://left");
            }
            push.close();
            for (int look = 0; look < CONNECTIONS; look++) {
                pull.get(SocketOptions.EVENTS);
            }
        }
        assertTrue(context.close(ZmqTck.AWAIT));
    }
}
