package io.zmq4j.backend.libzmq;

import static io.zmq4j.backend.libzmq.HazardProgram.LONG;

import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.net.ServerSocket;
import java.util.List;

/** Options at the wrong moment, on the wrong socket, or together with others. */
final class OptionHazards {
    private static final int ROUNDS = 200;

    private OptionHazards() {}

    /** It is a pipe that was freed already: what lies there decides. */
    static void hwmAfterAttach(HazardProgram in) {
        for (int i = 0; i < ROUNDS; i++) {
            Socket pull = in.open(SocketType.PULL);
            Socket push = in.open(SocketType.PUSH);
            pull.bind("inproc://" + i);
            push.connect("inproc://" + i);
            push.send(new byte[1], LONG);
            push.close();
            pull.recv(LONG);
            pull.set(SocketOptions.RCVHWM, 5);
            pull.get(SocketOptions.EVENTS);
            pull.set(SocketOptions.RCVHWM, 6);
        }
    }

    static void longTopics(HazardProgram in) {
        Socket sub = in.open(SocketType.SUB);
        sub.subscribe(new byte[1 << 20]);
        sub.unsubscribe(new byte[1 << 20]);
    }

    /** A forwarder does so for a stranger. */
    static void longTopicsSent(HazardProgram in) {
        Socket xsub = in.open(SocketType.XSUB);
        byte[] topic = new byte[1 << 20];
        for (byte first : new byte[] {1, 0}) {
            topic[0] = first;
            xsub.send(topic, LONG);
        }
    }

    /** It is a peer that ends the process, by not reading replies. */
    static void optionSocketTypes(HazardProgram in) {
        Socket rep = in.open(SocketType.REP);
        Socket dealer = in.open(SocketType.DEALER);
        rep.set(SocketOptions.ROUTER_MANDATORY, true);
        rep.set(SocketOptions.SNDHWM, 1);
        dealer.set(SocketOptions.RCVHWM, 1);
        rep.bind("inproc://x");
        dealer.connect("inproc://x");
        for (int i = 0; i < 5; i++) {
            dealer.send(List.of(new byte[0], new byte[1]), LONG);
            rep.recv(LONG);
            rep.send(new byte[1], LONG);
        }
    }

    static void rawProbe(HazardProgram in) {
        Socket router = in.open(SocketType.ROUTER);
        router.set(SocketOptions.ROUTER_RAW, true);
        router.set(SocketOptions.PROBE_ROUTER, true);
        router.connect(in.open(SocketType.DEALER).bind(Loopback.ANY_PORT));
        in.awaitTheEnd();
    }

    static void connectRoutingIds(HazardProgram in) {
        Socket router = in.open(SocketType.ROUTER);
        in.open(SocketType.DEALER).bind("inproc://x");
        for (int i = 0; i < 2; i++) {
            router.set(SocketOptions.CONNECT_RID, new byte[] {1});
            router.connect("inproc://x");
        }
    }

    static void socksProxy(HazardProgram in) throws Exception {
        Socket push = in.open(SocketType.PUSH);
        int unused;
        try (ServerSocket server = new ServerSocket(0, 1, Loopback.ADDRESS)) {
            unused = server.getLocalPort();
        }
        push.set(SocketOptions.RECONNECT_IVL, LONG);
        push.set(SocketOptions.SOCKS_PROXY, Loopback.HOST + ":" + unused);
        Monitor monitor = push.monitor();
        push.connect("tcp://127.0.0.1:1");
        MonitorEvent event;
        do {
            event = monitor.recv(LONG);
        } while (!(event instanceof MonitorEvent.ConnectRetried));
    }
}
