package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.UnsupportedFeatureException;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.ZmqTck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XpubTest {
    private Context context;

    @BeforeEach
    void open() {
        context = JeroMq.context();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp"})
    void manualSubscriptionsAreTopics(String transport) {
        Socket xpub = socket(context, SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_MANUAL, true);
        Socket xsub = socket(context, SocketType.XSUB);
        xsub.connect(xpub.bind(ZmqTck.anyEndpoint(transport)));
        xsub.send(new byte[] {1, 'A'});
        assertArrayEquals(new byte[] {1, 'A'}, xpub.recv());
        xpub.set(SocketOptions.SUBSCRIBE, bytes("XA"));
        xpub.send(bytes("A for nobody"));
        xpub.send(bytes("XA for this one"));
        assertArrayEquals(bytes("XA for this one"), xsub.recv());
        xsub.send(new byte[] {0, 'A'});
        assertArrayEquals(new byte[] {0, 'A'}, xpub.recv());
        xpub.set(SocketOptions.UNSUBSCRIBE, bytes("XA"));
        xpub.set(SocketOptions.SUBSCRIBE, new byte[0]);
        xpub.send(bytes("to all"));
        assertArrayEquals(bytes("to all"), xsub.recv());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp"})
    void theWelcomeMessageIsTheFirst(String transport) {
        Socket xpub = socket(context, SocketType.XPUB);
        byte[] welcome = bytes("welcome");
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, welcome);
        welcome[0] = 'x';
        String bound = xpub.bind(ZmqTck.anyEndpoint(transport));
        for (int i = 0; i < 3; i++) {
            Socket sub = socket(context, SocketType.SUB);
            sub.set(SocketOptions.SUBSCRIBE, bytes("w"));
            sub.connect(bound);
            assertArrayEquals(bytes("welcome"), sub.recv());
            if (i == 0) {
                xpub.recv();
            }
            xpub.send(bytes("w after it"));
            if (i == 0) {
                assertArrayEquals(bytes("w after it"), sub.recv());
            }
        }
    }

    @Test
    void anEmptyWelcomeMessageIsNone() {
        Socket xpub = socket(context, SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, bytes("welcome"));
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, new byte[0]);
        Socket sub = socket(context, SocketType.SUB);
        sub.set(SocketOptions.SUBSCRIBE, new byte[0]);
        sub.connect(xpub.bind(Loopback.ANY_PORT));
        xpub.recv();
        xpub.send(bytes("news"));
        assertArrayEquals(bytes("news"), sub.recv());
    }

    @Test
    void withoutAnIoThreadNobodyIsWelcome() {
        try (Context alone = JeroMq.backend().context(0)) {
            Socket xpub = socket(alone, SocketType.XPUB);
            assertThrows(
                    UnsupportedFeatureException.class,
                    () -> xpub.set(SocketOptions.XPUB_WELCOME_MSG, bytes("welcome")));
        }
        try (Context alone = JeroMq.context()) {
            alone.set(ContextOptions.IO_THREADS, 1);
            socket(alone, SocketType.XPUB).set(SocketOptions.XPUB_WELCOME_MSG, bytes("welcome"));
        }
    }

    /** Declared: JeroMQ 0.6.0 does not forget who was to get a message that it refused. */
    @Test
    void whatFollowsARefusedMessageGoesToItsSubscribersToo() {
        Socket xpub = socket(context, SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_NODROP, true);
        xpub.set(SocketOptions.SNDHWM, 1);
        Socket xsub = socket(context, SocketType.XSUB);
        xsub.set(SocketOptions.RCVHWM, 1);
        xsub.connect(xpub.bind("inproc://refused"));
        xsub.send(new byte[] {1, 'a'});
        xpub.recv();
        int sent = 0;
        while (xpub.trySend(bytes("a"))) {
            sent++;
        }
        assertFalse(xpub.trySend(bytes("b for nobody")));
        for (int i = 0; i < sent; i++) {
            assertArrayEquals(bytes("a"), xsub.recv());
        }
        xpub.send(bytes("b for nobody"));
        assertArrayEquals(bytes("b for nobody"), xsub.recv());
    }
}
