package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CurveQueueTest {
    private static final int MESSAGES = 2_000;

    @Test
    void slowReceiverGetsEveryMessageDecrypted() {
        try (Context context = JeroMq.context();
                Socket pull = JeroMq.socket(context, SocketType.PULL);
                Socket push = JeroMq.socket(context, SocketType.PUSH)) {
            CurveKeyPair server = Curve.keyPair();
            CurveKeyPair client = Curve.keyPair();
            pull.set(SocketOptions.CURVE_SERVER, true);
            pull.set(SocketOptions.CURVE_SECRETKEY, server.secretKey());
            pull.set(SocketOptions.RCVHWM, 2);
            push.set(SocketOptions.CURVE_SERVERKEY, server.publicKey());
            push.set(SocketOptions.CURVE_PUBLICKEY, client.publicKey());
            push.set(SocketOptions.CURVE_SECRETKEY, client.secretKey());
            push.connect(pull.bind(Loopback.ANY_PORT));
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    push.sendText("message " + i);
                }
            });
            for (int i = 0; i < MESSAGES; i++) {
                assertEquals("message " + i, pull.recvText());
            }
            sender.join();
            assertEquals(2, pull.get(SocketOptions.RCVHWM));
        }
    }
}
