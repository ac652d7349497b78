package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.ErrorCode;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.ZmqTck;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("smoke")
class PatternsTest {
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
    @ValueSource(strings = {"tcp", "inproc"})
    void requestAndReply(String transport) {
        Socket rep = socket(context, SocketType.REP);
        Socket req = socket(context, SocketType.REQ);
        req.connect(rep.bind(ZmqTck.anyEndpoint(transport)));
        for (int i = 0; i < 100; i++) {
            req.send(bytes("question " + i));
            assertArrayEquals(bytes("question " + i), rep.recv());
            rep.send(bytes("answer " + i));
            assertArrayEquals(bytes("answer " + i), req.recv());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void pipeline(String transport) {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind(ZmqTck.anyEndpoint(transport)));
        for (int i = 0; i < 3_000; i++) {
            push.send(bytes("work " + i));
            if (i % 500 == 499) {
                for (int j = i - 499; j <= i; j++) {
                    assertArrayEquals(bytes("work " + j), pull.recv());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void publishAndSubscribe(String transport) {
        Socket xpub = socket(context, SocketType.XPUB);
        Socket sub = socket(context, SocketType.SUB);
        sub.set(SocketOptions.SUBSCRIBE, bytes("a"));
        sub.connect(xpub.bind(ZmqTck.anyEndpoint(transport)));
        assertArrayEquals(new byte[] {1, 'a'}, xpub.recv());
        xpub.send(bytes("b not wanted"));
        xpub.send(bytes("a wanted"));
        assertArrayEquals(bytes("a wanted"), sub.recv());
        sub.set(SocketOptions.UNSUBSCRIBE, bytes("a"));
        sub.get(SocketOptions.EVENTS);
        assertArrayEquals(new byte[] {0, 'a'}, xpub.recv());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void pubReachesXsub(String transport) {
        Socket pub = socket(context, SocketType.PUB);
        Socket xsub = socket(context, SocketType.XSUB);
        xsub.connect(pub.bind(ZmqTck.anyEndpoint(transport)));
        xsub.send(new byte[] {1});
        JeroMq.await("the subscription", () -> {
            pub.send(bytes("news"));
            return xsub.tryRecv() != null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void routerAnswersDealer(String transport) {
        Socket router = socket(context, SocketType.ROUTER);
        Socket dealer = socket(context, SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("me"));
        dealer.connect(router.bind(ZmqTck.anyEndpoint(transport)));
        dealer.send(List.of(bytes("one"), new byte[0], bytes("three")));
        List<byte[]> message = router.recvMultipart();
        assertEquals(4, message.size());
        assertArrayEquals(bytes("me"), message.get(0));
        assertArrayEquals(bytes("three"), message.get(3));
        router.send(message);
        assertArrayEquals(bytes("one"), dealer.recv());
        assertTrue(dealer.hasMore());
        assertEquals(0, dealer.recv().length);
        assertArrayEquals(bytes("three"), dealer.recv());
        assertFalse(dealer.hasMore());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "inproc"})
    void pair(String transport) {
        Socket one = socket(context, SocketType.PAIR);
        Socket other = socket(context, SocketType.PAIR);
        other.connect(one.bind(ZmqTck.anyEndpoint(transport)));
        other.send(bytes("head"), SendFlag.SNDMORE);
        other.send(bytes("tail"));
        assertEquals(2, one.recvMultipart().size());
        one.send(bytes("back"));
        assertArrayEquals(bytes("back"), other.recv());
    }

    @Test
    void streamSpeaksToStream() {
        Socket server = socket(context, SocketType.STREAM);
        Socket client = socket(context, SocketType.STREAM);
        client.connect(server.bind(Loopback.ANY_PORT));
        List<byte[]> connected = client.recvMultipart();
        assertEquals(0, connected.get(1).length);
        client.send(List.of(connected.get(0), bytes("raw")));
        assertEquals(0, server.recvMultipart().get(1).length);
        assertArrayEquals(bytes("raw"), server.recvMultipart().get(1));
    }

    @Test
    void aStreamThatRefusedAPeerSendsToTheNext() {
        Socket server = socket(context, SocketType.STREAM);
        Socket client = socket(context, SocketType.STREAM);
        client.connect(server.bind(Loopback.ANY_PORT));
        byte[] id = client.recv();
        client.recv();
        for (int i = 0; i < 3; i++) {
            ZmqException e = assertThrows(ZmqException.class, () -> client.send(bytes("nobody"), SendFlag.SNDMORE));
            assertEquals(ErrorCode.EHOSTUNREACH, e.code());
        }
        client.send(List.of(id, bytes("raw")));
        server.recvMultipart();
        assertArrayEquals(bytes("raw"), server.recvMultipart().get(1));
    }

    @Test
    void curve() {
        CurveKeyPair serverKeys = Curve.keyPair();
        CurveKeyPair clientKeys = Curve.keyPair();
        Socket pull = socket(context, SocketType.PULL);
        pull.set(SocketOptions.CURVE_SERVER, true);
        pull.set(SocketOptions.CURVE_SECRETKEY, serverKeys.secretKey());
        pull.set(SocketOptions.CURVE_PUBLICKEY, serverKeys.publicKey());
        Socket push = socket(context, SocketType.PUSH);
        push.set(SocketOptions.CURVE_SERVERKEY, serverKeys.publicKey());
        push.set(SocketOptions.CURVE_PUBLICKEY, clientKeys.publicKey());
        push.set(SocketOptions.CURVE_SECRETKEY, clientKeys.secretKey());
        push.connect(pull.bind(Loopback.ANY_PORT));
        push.send(bytes("secret"));
        assertArrayEquals(bytes("secret"), pull.recv());
    }
}
