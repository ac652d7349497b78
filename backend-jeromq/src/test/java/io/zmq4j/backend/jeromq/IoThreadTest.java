package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.LogCapture;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zmq.SocketBase;
import zmq.ZMQ;

class IoThreadTest {
    private LogCapture log;
    private JeroMqContext context;

    @BeforeEach
    void open() {
        context = (JeroMqContext) JeroMq.context();
        log = new LogCapture();
    }

    @AfterEach
    void close() {
        context.close();
        log.close();
    }

    /** A socket of the engine whose handler of events fails on the I/O thread, at its first event. */
    private void failWith(Throwable thrown) throws IOException {
        SocketBase bad = context.ctx().createSocket(ZMQ.ZMQ_PULL);
        bad.setEventHook(event -> sneak(thrown), ZMQ.ZMQ_EVENT_ACCEPTED);
        bad.bind(Loopback.ANY_PORT);
        String endpoint = (String) bad.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT);
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try (java.net.Socket client = JeroMq.stranger(port)) {
            client.getInputStream().read();
        }
        bad.close();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void anErrorOnAnIoThreadEndsEveryCallAndIsLoggedOnce() throws Exception {
        Socket pull = socket(context, SocketType.PULL);
        pull.bind(Loopback.ANY_PORT);
        FutureTask<Throwable> waiting = new FutureTask<>(() -> assertThrows(ZmqException.class, pull::recv));
        Thread thread = new Thread(waiting);
        thread.start();
        Socket polled = socket(context, SocketType.PULL);
        Poller poller = context.poller();
        poller.add(PollItem.of(polled, PollEvent.POLLIN));
        FutureTask<Throwable> polling =
                new FutureTask<>(() -> assertThrows(ZmqException.class, () -> poller.poll(JeroMq.LONG)));
        new Thread(polling).start();

        failWith(new AssertionError("deliberate"));

        assertEquals(ErrorCode.EFAULT, ((ZmqException) waiting.get()).code());
        assertEquals(ErrorCode.EFAULT, ((ZmqException) polling.get()).code());
        assertEquals(
                ErrorCode.EFAULT,
                assertThrows(ZmqException.class, pull::tryRecv).code());
        ZmqException e = assertThrows(ZmqException.class, () -> context.socket(SocketType.PULL));
        assertTrue(e.getMessage().contains("ZMQ4J-016"), e.getMessage());
        failWith(new AssertionError("deliberate, too"));
        poller.close();
        context.close();
        assertEquals(
                1,
                log.lines().stream()
                        .filter(line -> line.startsWith("SEVERE ZMQ4J-016"))
                        .count(),
                () -> log.lines().toString());
    }

    @Test
    void anExceptionTheEngineSurvivesIsLogged() throws IOException {
        Socket pull = socket(context, SocketType.PULL);
        failWith(new IllegalStateException("deliberate"));
        JeroMq.await("the line", () -> log.lines().stream().anyMatch(line -> line.startsWith("WARNING")));
        assertEquals(null, pull.tryRecv());
    }
}
