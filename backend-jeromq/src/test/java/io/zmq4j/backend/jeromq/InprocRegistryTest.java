package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.LogCapture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InprocRegistryTest {
    private static final String NAME = "inproc://name";

    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aSecondBindIsRefusedAndTakesNothing() {
        Socket first = socket(context, SocketType.PULL);
        Socket second = socket(context, SocketType.PULL);
        first.bind(NAME);
        ZmqException e = assertThrows(ZmqException.class, () -> second.bind(NAME));
        assertEquals(ErrorCode.EADDRINUSE, e.code());
        Socket push = socket(context, SocketType.PUSH);
        push.connect(NAME);
        push.send(bytes("for the first"));
        assertArrayEquals(bytes("for the first"), first.recv());
    }

    @Test
    void aNameIsFreeOnceItIsUnbound() {
        Socket first = socket(context, SocketType.PULL);
        first.bind(NAME);
        first.unbind(NAME);
        checkBindable();
    }

    @Test
    void aNameIsFreeOnceItsSocketIsClosed() {
        for (int i = 0; i < 200; i++) {
            Socket first = socket(context, SocketType.PULL);
            first.bind(NAME);
            first.close();
        }
        checkBindable();
    }

    private void checkBindable() {
        Socket next = socket(context, SocketType.PULL);
        next.bind(NAME);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(NAME);
        push.send(bytes("for the next"));
        assertArrayEquals(bytes("for the next"), next.recv());
    }

    @Test
    void connectMayComeBeforeBind() {
        Socket push = socket(context, SocketType.PUSH);
        push.connect(NAME);
        push.send(bytes("early"));
        Socket pull = socket(context, SocketType.PULL);
        pull.bind(NAME);
        assertArrayEquals(bytes("early"), pull.recv());
    }

    /** For each of them the engine opens a socket to end, and closes it again. */
    @Test
    void connectionsThatNobodyAcceptedDoNotKeepTheContextFromClosing() {
        List<Socket> open = new ArrayList<>();
        context.set(ContextOptions.MAX_SOCKETS, 60);
        for (int i = 0; i < 60; i++) {
            Socket push = socket(context, SocketType.PUSH);
            push.connect(NAME + i);
            open.add(push);
        }
        try (LogCapture log = new LogCapture()) {
            context.close();
            assertEquals(List.of(), log.lines());
        }
        assertTrue(open.stream().allMatch(Socket::isClosed));
    }
}
