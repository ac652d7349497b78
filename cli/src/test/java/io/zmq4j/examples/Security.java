package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;

/** CURVE: encrypted, and the client knows whom it talks to. */
final class Security {
    private Security() {}

    static String run(Context context) {
        CurveKeyPair serverKeys = Curve.keyPair();
        CurveKeyPair clientKeys = Curve.keyPair();
        try (Socket server = context.socket(SocketType.REP);
                Socket client = context.socket(SocketType.REQ)) {
            server.set(SocketOptions.CURVE_SERVER, true);
            server.set(SocketOptions.CURVE_SECRETKEY, serverKeys.secretKey());

            client.set(SocketOptions.CURVE_SERVERKEY, serverKeys.publicKey());
            client.set(SocketOptions.CURVE_PUBLICKEY, clientKeys.publicKey());
            client.set(SocketOptions.CURVE_SECRETKEY, clientKeys.secretKey());
            client.connect(server.bind("tcp://127.0.0.1:*"));

            client.sendText("secret");
            server.sendText(server.recvText() + " kept");
            return client.recvText();
        }
    }
}
