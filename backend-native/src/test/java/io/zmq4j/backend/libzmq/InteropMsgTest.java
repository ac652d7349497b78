package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.ZmqTck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of one backend in the hands of another is copied by its bytes. */
@RequiresBackend("native")
class InteropMsgTest extends ZmqTck {
    private static final int[] SIZES = {0, 1, 29, 34, 256, 8192, 65_537};

    private static Backend other(String name) {
        return backend(name.equals("native") ? "jeromq" : "native");
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void foreignMessageIsSent(String name) {
        Context context = newContext(backend(name));
        Socket push = socket(context, SocketType.PUSH);
        Socket pull = socket(context, SocketType.PULL);
        pull.connect(push.bind(anyEndpoint("inproc")));
        for (int size : SIZES) {
            try (Msg foreign = newContext(other(name)).msg(pattern(size))) {
                assertEquals(size, push.send(foreign));
                assertEquals(0, foreign.size(), "sent, hence empty");
                assertArrayEquals(pattern(size), pull.recv());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void foreignMessageIsReceivedInto(String name) {
        Context context = newContext(backend(name));
        Socket push = socket(context, SocketType.PUSH);
        Socket pull = socket(context, SocketType.PULL);
        pull.connect(push.bind(anyEndpoint("inproc")));
        for (int size : SIZES) {
            push.send(pattern(size));
            try (Msg foreign = newContext(other(name)).msg(3)) {
                assertEquals(size, pull.recv(foreign));
                assertArrayEquals(pattern(size), foreign.toByteArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jeromq"})
    void foreignMessageIsCopiedAndMoved(String name) {
        Context context = newContext(backend(name));
        for (int size : SIZES) {
            try (Msg own = context.msg(7);
                    Msg foreign = newContext(other(name)).msg(pattern(size))) {
                own.copyFrom(foreign);
                assertArrayEquals(pattern(size), own.toByteArray());
                assertArrayEquals(pattern(size), foreign.toByteArray());
                own.reset();
                own.moveFrom(foreign);
                assertArrayEquals(pattern(size), own.toByteArray());
                assertEquals(0, foreign.size());
            }
        }
    }
}
