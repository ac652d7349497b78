package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;

/** The mechanisms of ZMTP, with the settings that make two sockets of the kit understand each other. */
enum Security {
    NULL,
    PLAIN,
    CURVE;

    static final String USER = "admin";
    static final String PASSWORD = "s3cret";

    private static final class Keys {
        static final CurveKeyPair SERVER = Curve.keyPair();
        static final CurveKeyPair CLIENT = Curve.keyPair();
    }

    boolean isSupported(Backend backend) {
        return switch (this) {
            case NULL -> true;
            case PLAIN ->
                backend.support(Capability.of(SocketOptions.PLAIN_SERVER)).isUsable();
            case CURVE ->
                backend.support(Capability.of(SocketOptions.CURVE_SERVER)).isUsable();
        };
    }

    void server(Socket socket) {
        if (this == PLAIN) {
            socket.set(SocketOptions.PLAIN_SERVER, true);
        } else if (this == CURVE) {
            socket.set(SocketOptions.CURVE_SERVER, true);
            socket.set(SocketOptions.CURVE_SECRETKEY, Keys.SERVER.secretKey());
        }
    }

    void client(Socket socket) {
        if (this == PLAIN) {
            socket.set(SocketOptions.PLAIN_USERNAME, USER);
            socket.set(SocketOptions.PLAIN_PASSWORD, PASSWORD);
        } else if (this == CURVE) {
            socket.set(SocketOptions.CURVE_SERVERKEY, Keys.SERVER.publicKey());
            socket.set(SocketOptions.CURVE_PUBLICKEY, Keys.CLIENT.publicKey());
            socket.set(SocketOptions.CURVE_SECRETKEY, Keys.CLIENT.secretKey());
        }
    }
}
