package io.zmq4j.backend.libzmq;

import static io.zmq4j.backend.libzmq.HazardProgram.LONG;
import static io.zmq4j.backend.libzmq.HazardProgram.TWO;

import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Messages of several frames, of which a peer or a connection keeps a part. */
final class MessageHazards {
    private static final int ROUNDS = 200;

    private MessageHazards() {}

    static void halfReceived(HazardProgram in) {
        Socket pull = in.open(SocketType.PULL);
        Socket push = in.open(SocketType.PUSH);
        push.bind("inproc://x");
        pull.connect("inproc://x");
        push.send(TWO);
        pull.recv(LONG);
        try {
            pull.disconnect("inproc://x");
        } finally {
            pull.tryRecv();
            pull.tryRecv();
        }
    }

    static void detachSeen(HazardProgram in) {
        Socket sub = in.open(SocketType.SUB);
        Socket pub = in.open(SocketType.PUB);
        sub.set(SocketOptions.SUBSCRIBE, new byte[0]);
        pub.bind("inproc://x");
        sub.connect("inproc://x");
        pub.get(SocketOptions.EVENTS); // takes in the subscription
        pub.send(TWO);
        sub.get(SocketOptions.EVENTS); // takes in the first frame
        try {
            sub.disconnect("inproc://x");
        } finally {
            sub.tryRecv();
            sub.tryRecv();
        }
    }

    static void conflateFrames(HazardProgram in) {
        Socket pull = in.open(SocketType.PULL);
        Socket push = in.open(SocketType.PUSH);
        push.set(SocketOptions.CONFLATE, true);
        pull.bind("inproc://x");
        push.connect("inproc://x");
        sendAndRecvTheFirst(push, pull);
    }

    /** Taken back, it holds for what was connected before. */
    static void conflateKept(HazardProgram in) {
        Socket pull = in.open(SocketType.PULL);
        Socket push = in.open(SocketType.PUSH);
        push.set(SocketOptions.CONFLATE, true);
        pull.bind("inproc://x");
        push.connect("inproc://x");
        push.set(SocketOptions.CONFLATE, false);
        sendAndRecvTheFirst(push, pull);
    }

    private static void sendAndRecvTheFirst(Socket push, Socket pull) {
        push.send(new byte[1], SendFlag.SNDMORE);
        pull.recv(LONG);
        pull.tryRecv();
    }

    static void conflateReceived(HazardProgram in) {
        Socket pull = in.open(SocketType.PULL);
        Socket push = in.open(SocketType.PUSH);
        pull.set(SocketOptions.CONFLATE, true);
        push.bind("inproc://x");
        pull.connect("inproc://x");
        sendAndRecvTheFirst(push, pull);
    }

    static void streamInproc(HazardProgram in) {
        Socket stream = in.open(SocketType.STREAM);
        Socket dealer = in.open(SocketType.DEALER);
        stream.bind("inproc://x");
        dealer.connect("inproc://x");
        dealer.send(TWO);
        stream.recv(LONG);
    }

    static void unbindFrames(HazardProgram in) throws Exception {
        Socket push = StalledPeer.push(in);
        String endpoint = push.bind(Loopback.ANY_PORT);
        try (StalledPeer peer = StalledPeer.connectedTo(endpoint)) {
            peer.takeTheStartOfAMessage(push);
            push.unbind(endpoint);
            peer.takeTheRestOfItsFrame();
        }
        in.exchange();
    }

    static void disconnectLinger(HazardProgram in) throws Exception {
        disconnect(in, Duration.ZERO);
    }

    /** With a LINGER that is neither short nor endless there is no waiting for its end. */
    static void disconnectLingering(HazardProgram in) throws Exception {
        disconnect(in, Duration.ofMillis(51));
    }

    private static void disconnect(HazardProgram in, Duration linger) throws Exception {
        Socket push = StalledPeer.push(in);
        push.set(SocketOptions.LINGER, linger);
        try (ServerSocket server = StalledPeer.server()) {
            push.connect(StalledPeer.endpoint(server));
            try (StalledPeer peer = StalledPeer.acceptedBy(server)) {
                peer.takeTheStartOfAMessage(push);
                push.disconnect(StalledPeer.endpoint(server));
                in.pause(); // LINGER passes
                peer.takeTheRestOfItsFrame();
            }
        }
        in.exchange();
    }

    /** The connection breaks in the very moment in which the socket is closed: rounds until it does. */
    static void closeLinger(HazardProgram in) throws Exception {
        try (ServerSocket server = StalledPeer.server()) {
            for (int i = 0; i < ROUNDS; i++) {
                Socket push = StalledPeer.push(in);
                push.set(SocketOptions.RECONNECT_IVL, LONG); // not into the next round
                push.connect(StalledPeer.endpoint(server));
                StalledPeer peer = StalledPeer.acceptedBy(server);
                peer.takeTheStartOfAMessage(push);
                CountDownLatch start = new CountDownLatch(1);
                Thread other = new Thread(() -> {
                    try {
                        start.await();
                        peer.close();
                    } catch (InterruptedException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                other.start();
                start.countDown();
                push.close();
                other.join();
            }
        }
    }
}
