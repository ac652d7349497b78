package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.Loopback;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.poll.IPollEvents;

/**
 * The engine loses a connection when its I/O thread finds in one and the same round that the connection is there and
 * that it has commands to process, in this order.
 */
class ConnectWatchTest {
    /** The order is up to the hashes of two keys: half of the rounds have it. */
    private static final int ROUNDS = 30;

    private static final int HELD_UP_MILLIS = 3;

    /** Not within the time of a test. */
    private static final int LATE_MILLIS = 600_000;

    private final AtomicInteger connected = new AtomicInteger();
    private Context peers;
    private Socket pull;
    private String endpoint;

    @BeforeEach
    void open() {
        peers = JeroMq.context();
        pull = socket(peers, SocketType.PULL);
        endpoint = pull.bind(Loopback.ANY_PORT);
    }

    @AfterEach
    void close() {
        peers.close();
    }

    /**
     * The time limit of the handshake is a timer of the engine's: with it, others of this connection are overlooked.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, LATE_MILLIS})
    void aConnectionWhoseRegistrationGotLostIsFoundAgain(int handshakeMillis) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            connectInTheRoundOfAnotherCommand(handshakeMillis);
        }
        assertEquals(ROUNDS, connected.get());
    }

    /** When this fails, the engine no longer loses them: the watch can go. */
    @Test
    void withoutTheWatchTheEngineHasToConnectAgain() throws Exception {
        int rounds = 0;
        System.setProperty(Safeguard.PROPERTY, "connect-watch");
        try {
            while (rounds < ROUNDS && connected.get() == rounds) {
                connectInTheRoundOfAnotherCommand(100);
                rounds++;
            }
        } finally {
            System.clearProperty(Safeguard.PROPERTY);
        }
        assertTrue(connected.get() > rounds, "none was lost in " + rounds);
    }

    private void connectInTheRoundOfAnotherCommand(int handshakeMillis) {
        try (JeroMqContext context = (JeroMqContext) JeroMq.context()) {
            SocketBase push = context.ctx().createSocket(ZMQ.ZMQ_PUSH);
            push.setSocketOpt(ZMQ.ZMQ_LINGER, 0);
            push.setSocketOpt(ZMQ.ZMQ_HANDSHAKE_IVL, handshakeMillis);
            Brake brake = new Brake();
            push.setEventHook(
                    event -> {
                        if (event.event == ZMQ.ZMQ_EVENT_CONNECTED) {
                            connected(event);
                        } else {
                            brake.stopNextRound();
                        }
                    },
                    ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_CONNECT_DELAYED);
            push.connect(endpoint);
            push.send(new Msg(bytes("first")), 0);
            brake.awaitStop();
            SocketBase other = context.ctx().createSocket(ZMQ.ZMQ_PUSH);
            other.bind(Loopback.ANY_PORT);
            brake.release();
            assertArrayEquals(bytes("first"), pull.recv());
            other.close();
            push.close();
        }
    }

    /** As {@link ConnectionEvents} does it, on a thread that is then held up. */
    private void connected(ZMQ.Event event) {
        connected.incrementAndGet();
        ConnectWatch.start((SelectableChannel) event.arg);
        long start = System.currentTimeMillis();
        while (System.currentTimeMillis() - start < HELD_UP_MILLIS) {
            Thread.onSpinWait();
        }
    }

    @Test
    void everyConnectionCarriesItsFirstMessageUnderLoad() throws Exception {
        JeroMqContext context = (JeroMqContext) JeroMq.context();
        AtomicBoolean done = new AtomicBoolean();
        Thread busy = new Thread(() -> {
            while (!done.get()) {
                Socket socket = socket(context, SocketType.DEALER);
                socket.unbind(socket.bind(Loopback.ANY_PORT));
                socket.close();
            }
        });
        busy.start();
        try {
            for (int i = 0; i < 200; i++) {
                Socket push = socket(context, SocketType.PUSH);
                push.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(LATE_MILLIS));
                push.connect(endpoint);
                push.send(bytes("first " + i));
                assertArrayEquals(bytes("first " + i), pull.recv());
                push.close();
            }
        } finally {
            done.set(true);
            busy.join();
            context.close();
        }
    }

    /** Stops the I/O thread between two rounds: it then finds all at once that has come meanwhile. */
    private static final class Brake implements IPollEvents {
        private final Semaphore stopped = new Semaphore(0);
        private final Semaphore go = new Semaphore(0);

        /** On the I/O thread. */
        void stopNextRound() {
            Objects.requireNonNull(IoThread.poller()).addTimer(0, this, 0);
        }

        @Override
        public void timerEvent(int id) {
            stopped.release();
            go.acquireUninterruptibly();
        }

        void awaitStop() {
            stopped.acquireUninterruptibly();
        }

        /** For good. */
        void release() {
            go.release(Integer.MAX_VALUE);
        }
    }
}
