package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Context;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.StreamEngine;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * A heartbeat that finds its connection gone leaves the others of the I/O thread alone. When one does is up to the
 * engine (one random program does it nine times in ten); here its exception is made.
 */
class LateHeartbeatTest {
    @Test
    void theThreadGoesOnAfterALateHeartbeat() throws IOException {
        try (Context context = JeroMq.context()) {
            throwInTimer(context, StreamEngine.class);
            try (Socket pull = socket(context, SocketType.PULL);
                    Socket push = socket(context, SocketType.PUSH)) {
                push.connect(pull.bind(Loopback.ANY_PORT));
                push.sendText("alive");
                assertEquals("alive", pull.recvText());
            }
        }
    }

    @Test
    void anyOtherFailureOfATimerIsTold() throws IOException {
        try (Context context = JeroMq.context();
                Socket pull = socket(context, SocketType.PULL)) {
            throwInTimer(context, LateHeartbeatTest.class);
            JeroMq.await("the context has failed", () -> isFailed(pull));
        }
    }

    private static boolean isFailed(Socket socket) {
        try {
            socket.tryRecv();
            return false;
        } catch (ZmqException e) {
            return e.code() == ErrorCode.EFAULT;
        }
    }

    private static void throwInTimer(Context context, Class<?> where) throws IOException {
        NullPointerException thrown = new NullPointerException("deliberate");
        thrown.setStackTrace(
                new StackTraceElement[] {new StackTraceElement(where.getName(), "timerEvent", "Some.java", 1)});
        SocketBase bad = ((JeroMqContext) context).ctx().createSocket(ZMQ.ZMQ_PULL);
        bad.setEventHook(
                event -> {
                    Poller poller = Objects.requireNonNull(IoThread.poller());
                    poller.addTimer(0, new Failing(thrown), 0);
                },
                ZMQ.ZMQ_EVENT_ACCEPTED);
        bad.bind(Loopback.ANY_PORT);
        String endpoint = (String) bad.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT);
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try (java.net.Socket client = JeroMq.stranger(port)) {
            client.getInputStream().read();
        }
        bad.close();
    }

    private record Failing(NullPointerException thrown) implements IPollEvents {
        @Override
        public void timerEvent(int id) {
            throw thrown;
        }
    }
}
