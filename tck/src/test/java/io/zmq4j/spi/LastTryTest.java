package io.zmq4j.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call whose thread was held up until its time had passed takes what has come meanwhile. */
class LastTryTest {
    private static final Duration LIMIT = Duration.ofMillis(250);
    private static final byte[] BYTES = {1};

    private final Faults faults = new Faults();
    private final Context context =
            Backend.of(new FailingProvider(faults, new EngineCount())).context();
    private final Socket sender = context.socket(SocketType.PUSH);
    private final Socket receiver = context.socket(SocketType.PULL);

    @BeforeEach
    void connect() {
        sender.set(SocketOptions.SNDHWM, 1);
        receiver.set(SocketOptions.RCVHWM, 1);
        receiver.bind("inproc://there");
        sender.connect("inproc://there");
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static void holdUp() {
        long end = System.nanoTime() + 2 * LIMIT.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LIMIT.toNanos());
        }
    }

    @Test
    void whatCameMeanwhileIsReceived() {
        faults.onWait(() -> {
            holdUp();
            sender.send(BYTES);
        });
        assertArrayEquals(BYTES, receiver.recv(LIMIT));
    }

    @Test
    void roomThatWasMadeMeanwhileIsUsed() {
        while (sender.trySend(BYTES)) {
            // until it is full
        }
        faults.onWait(() -> {
            holdUp();
            while (receiver.tryRecv() != null) {
                // until it is empty
            }
        });
        sender.send(BYTES, LIMIT);
    }

    @Test
    void withoutThemTheCallFails() {
        assertThrows(WouldBlockException.class, () -> receiver.recv(LIMIT));
    }
}
