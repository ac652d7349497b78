package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.tck.LogCapture;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.ZObject;

/** Sockets that connected over inproc to what nobody has bound, and leave. */
class EarlyLeaveTest {
    private static final int ROUNDS = Scale.pick(300, 2_000, 100_000);

    /** A command to a socket; processed by whoever processes the commands of that one. */
    private static final class Command extends ZObject {
        private final List<Thread> processed;

        Command(SocketBase socket, List<Thread> processed) {
            super(socket);
            this.processed = processed;
        }

        void send() {
            sendStop();
        }

        @Override
        protected void processStop() {
            processed.add(Thread.currentThread());
        }
    }

    @Test
    void endOfAConnectionThatWaitsIsTakenInByWhoCloses() {
        List<Thread> processed = new ArrayList<>();
        try (Context context = JeroMq.context()) {
            JeroMqContext own = (JeroMqContext) context;
            SocketBase engine = own.ctx().createSocket(ZMQ.ZMQ_PUSH);
            JeroMqSocketResource resource = new JeroMqSocketResource(own, engine);
            own.inproc().awaits("inproc://nobody");
            resource.awaits("inproc://nobody");
            engine.connect("inproc://nobody");
            ReaperPause.during(own.ctx(), () -> {
                new Command(engine, processed).send();
                resource.release(0);
                assertEquals(List.of(Thread.currentThread()), processed);
            });
        }
    }

    /** With the assertions of JeroMQ on, as they are here. */
    @Test
    void pairThatConnectsTwiceHasOnePeer() {
        Context context = JeroMq.context();
        Socket pair = socket(context, SocketType.PAIR);
        pair.connect("inproc://late");
        pair.connect("inproc://late");
        pair.connect("inproc://nobody");
        Socket peer = socket(context, SocketType.PAIR);
        peer.bind("inproc://late");
        peer.sendText("hello");
        assertEquals("hello", pair.recvText());
        context.close(Duration.ZERO);
        assertTrue(context.close(ZmqTck.AWAIT));
    }

    /** Without the repair one of some thousands does not, or breaks off. */
    @Test
    void contextsWhoseSocketsStillWaitEnd() {
        try (LogCapture log = new LogCapture()) {
            letContextsEnd(new Random(1));
            assertEquals(
                    List.of(),
                    log.lines().stream()
                            .filter(line -> !line.contains("abandoned")) // garbage is collected while contexts close
                            .toList());
        }
    }

    private static void letContextsEnd(Random random) {
        for (int i = 0; i < ROUNDS; i++) {
            Context context = JeroMq.context();
            for (int k = random.nextInt(3); k >= 0; k--) {
                Socket push = socket(context, SocketType.PUSH);
                push.connect("inproc://nobody");
                push.connect("inproc://nobody either");
                if (random.nextBoolean()) {
                    push.trySend(new byte[1]);
                }
                if (random.nextBoolean()) {
                    push.close();
                }
            }
            context.close(Duration.ZERO);
            assertTrue(context.close(ZmqTck.AWAIT), "round " + i);
        }
    }
}
