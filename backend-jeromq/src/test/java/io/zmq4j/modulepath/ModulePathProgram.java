package io.zmq4j.modulepath;

import io.zmq4j.Context;
import io.zmq4j.Curve;
import io.zmq4j.CurveKeyPair;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import java.time.Duration;
import java.util.List;

/** What {@link ModulePathTest} runs: finds the backend, and passes a message over CURVE. */
final class ModulePathProgram {
    private ModulePathProgram() {}

    public static void main(String[] arguments) {
        String anyPort = arguments[0];
        for (String module : List.of(arguments).subList(1, arguments.length)) {
            if (ModuleLayer.boot().findModule(module).isEmpty()) {
                throw new IllegalStateException(module + " is no module");
            }
        }
        CurveKeyPair keys = Curve.keyPair();
        CurveKeyPair own = Curve.keyPair();
        try (Context context = Zmq.context("jeromq");
                Socket server = context.socket(SocketType.PULL);
                Socket client = context.socket(SocketType.PUSH)) {
            server.set(SocketOptions.CURVE_SERVER, true);
            server.set(SocketOptions.CURVE_SECRETKEY, keys.secretKey());
            client.set(SocketOptions.CURVE_SERVERKEY, keys.publicKey());
            client.set(SocketOptions.CURVE_PUBLICKEY, own.publicKey());
            client.set(SocketOptions.CURVE_SECRETKEY, own.secretKey());
            client.connect(server.bind(anyPort));
            client.sendText("over CURVE, in modules");
            System.out.println(server.recvText(Duration.ofSeconds(30)));
        }
    }
}
