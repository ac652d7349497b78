package io.zmq4j.backend.jeromq;

import static io.zmq4j.backend.jeromq.JeroMq.bytes;
import static io.zmq4j.backend.jeromq.JeroMq.socket;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.ZmqTck;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side does with its array is of no concern to any other. */
class SharingTest {
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
    void theSendersArrayIsItsOwnAgain(String transport) {
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind(ZmqTck.anyEndpoint(transport)));
        byte[] data = bytes("before");
        for (int i = 0; i < 500; i++) {
            push.send(data);
            data[0] = 'x';
            assertArrayEquals(bytes("before"), pull.recv());
            data[0] = 'b';
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inproc", "tcp"})
    void subscribersDoNotShare(String transport) {
        Socket xpub = socket(context, SocketType.XPUB);
        String bound = xpub.bind(ZmqTck.anyEndpoint(transport));
        Socket one = subscriber(bound, xpub);
        Socket other = subscriber(bound, xpub);
        xpub.send(bytes("news"));
        byte[] received = one.recv();
        received[0] = 'x';
        assertArrayEquals(bytes("news"), other.recv());
    }

    private Socket subscriber(String endpoint, Socket xpub) {
        xpub.set(SocketOptions.XPUB_VERBOSE, true);
        Socket sub = socket(context, SocketType.SUB);
        sub.set(SocketOptions.SUBSCRIBE, new byte[0]);
        sub.connect(endpoint);
        xpub.recv();
        return sub;
    }

    @Test
    void forwardingAFrameLeavesOtherReceiversAlone() {
        Socket xpub = socket(context, SocketType.XPUB);
        String bound = xpub.bind("inproc://fan");
        Socket one = subscriber(bound, xpub);
        Socket other = subscriber(bound, xpub);
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind("inproc://forward"));
        xpub.send(bytes("alone"));
        push.send(one.recv(), SendFlag.SNDMORE);
        assertArrayEquals(bytes("alone"), other.recv());
        assertFalse(other.hasMore());
    }

    @Test
    void forwardingAMessageLeavesOtherReceiversAlone() {
        Socket xpub = socket(context, SocketType.XPUB);
        String bound = xpub.bind("inproc://fan");
        Socket one = subscriber(bound, xpub);
        Socket other = subscriber(bound, xpub);
        Socket pull = socket(context, SocketType.PULL);
        Socket push = socket(context, SocketType.PUSH);
        push.connect(pull.bind("inproc://forward"));
        xpub.send(bytes("alone"));
        try (Msg forwarded = context.msg()) {
            one.recv(forwarded);
            push.send(forwarded, SendFlag.SNDMORE);
        }
        assertArrayEquals(bytes("alone"), other.recv());
        assertFalse(other.hasMore());
    }

    @Test
    void aRoutingIdThatWasReceivedCanBeChanged() {
        Socket router = socket(context, SocketType.ROUTER);
        Socket dealer = socket(context, SocketType.DEALER);
        dealer.set(SocketOptions.IDENTITY, bytes("dealer"));
        dealer.connect(router.bind(Loopback.ANY_PORT));
        for (int i = 0; i < 3; i++) {
            dealer.send(bytes("hello"));
            byte[] id = router.recv();
            assertArrayEquals(bytes("dealer"), id);
            router.recv();
            id[0] = 'x';
        }
        router.send(List.of(bytes("dealer"), bytes("answer")));
        assertArrayEquals(bytes("answer"), dealer.recv());
    }

    @Test
    void aStreamsRoutingIdThatWasReceivedCanBeChanged() {
        Socket server = socket(context, SocketType.STREAM);
        Socket client = socket(context, SocketType.STREAM);
        client.connect(server.bind(Loopback.ANY_PORT));
        byte[] id = client.recv();
        client.recv();
        byte[] kept = id.clone();
        id[1]++;
        client.send(List.of(kept, bytes("data")));
        server.recvMultipart();
        assertArrayEquals(bytes("data"), server.recvMultipart().get(1));
    }
}
