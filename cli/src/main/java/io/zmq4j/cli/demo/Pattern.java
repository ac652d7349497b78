package io.zmq4j.cli.demo;

import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Mechanism;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.util.List;

/** What the demo shows: which sockets bind, which connect, and what goes between them. */
enum Pattern {
    REQ_REP("REQ/REP") {
        @Override
        List<Part> open(Stage stage) {
            Socket rep = stage.binding(SocketType.REP);
            Socket req = stage.connecting(SocketType.REQ);
            Stage.join(rep, req);
            return new Exchange.RoundTrip(1, Framing.Single::new, Framing.Single::new).parts(req, rep, stage.pace());
        }
    },
    PUB_SUB("PUB/SUB") {
        @Override
        List<Part> open(Stage stage) {
            Socket pub = stage.binding(SocketType.PUB);
            Socket sub = stage.connecting(SocketType.SUB);
            // A PUB drops what exceeds its high-water mark; here everything has to arrive.
            pub.set(SocketOptions.SNDHWM, 0);
            sub.set(SocketOptions.RCVHWM, 0);
            sub.subscribe("");
            Stage.join(pub, sub);
            return new Exchange.OneWay(Framing.Single::new).parts(pub, sub, stage.pace());
        }
    },
    PUSH_PULL("PUSH/PULL") {
        @Override
        List<Part> open(Stage stage) {
            Socket pull = stage.binding(SocketType.PULL);
            Socket push = stage.connecting(SocketType.PUSH);
            Stage.join(pull, push);
            return new Exchange.OneWay(Framing.Single::new).parts(push, pull, stage.pace());
        }
    },
    DEALER_ROUTER("DEALER/ROUTER") {
        @Override
        List<Part> open(Stage stage) {
            Socket router = stage.binding(SocketType.ROUTER);
            Socket dealer = stage.connecting(SocketType.DEALER);
            Stage.join(router, dealer);
            return new Exchange.RoundTrip(100, Framing.Single::new, Framing.Routed::new)
                    .parts(dealer, router, stage.pace());
        }
    },
    MULTIPART("multipart") {
        @Override
        List<Part> open(Stage stage) {
            Socket pull = stage.binding(SocketType.PULL);
            Socket push = stage.connecting(SocketType.PUSH);
            Stage.join(pull, push);
            return new Exchange.OneWay(Framing.ThreeFrames::new).parts(push, pull, stage.pace());
        }
    },
    CURVE("CURVE") {
        @Override
        List<Part> open(Stage stage) {
            Socket pull = stage.binding(SocketType.PULL);
            CurveKeyPair server = Curve.keyPair();
            pull.set(SocketOptions.CURVE_SERVER, true);
            pull.set(SocketOptions.CURVE_SECRETKEY, server.secretKey());
            Socket push = stage.connecting(SocketType.PUSH);
            CurveKeyPair client = Curve.keyPair();
            push.set(SocketOptions.CURVE_SERVERKEY, server.publicKey());
            push.set(SocketOptions.CURVE_PUBLICKEY, client.publicKey());
            push.set(SocketOptions.CURVE_SECRETKEY, client.secretKey());
            checkCurve(pull);
            checkCurve(push);
            Stage.join(pull, push);
            return new Exchange.OneWay(Framing.Single::new).parts(push, pull, stage.pace());
        }
    },
    PROXY("proxy") {
        @Override
        List<Part> open(Stage stage) {
            return SteeredProxy.open(stage).parts();
        }
    },
    POLL("poll") {
        @Override
        List<Part> open(Stage stage) throws Exception {
            return PolledSources.open(stage).parts();
        }
    },
    MONITOR("monitor") {
        @Override
        List<Part> open(Stage stage) {
            return List.of(new MonitoredConnections(stage).part());
        }
    };

    private final String label;

    Pattern(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Opens the sockets, and says what is to be done with them. */
    abstract List<Part> open(Stage stage) throws Exception;

    private static void checkCurve(Socket socket) {
        Mechanism mechanism = socket.get(SocketOptions.MECHANISM);
        if (mechanism != Mechanism.CURVE) {
            throw new Broken(socket.type() + " is set to CURVE, but says " + mechanism);
        }
    }
}
