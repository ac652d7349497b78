package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.io.IOException;

/** What the areas about mechanisms share: servers, clients, and a handler that lets them in. */
public abstract class SecurityArea extends OptionArea {
    static final int GREETING_SIZE = 64;
    static final String ZAP = "inproc://zeromq.zap.01";

    /** For subclasses. */
    protected SecurityArea() {}

    final Socket server(Security security, SocketType type) {
        Socket server = socket(type);
        security.server(server);
        return server;
    }

    final Socket client(Security security, SocketType type, String endpoint) {
        Socket client = socket(type);
        security.client(client);
        client.connect(endpoint);
        return client;
    }

    /** Lets everybody in. */
    final ZapHandler openDoor() {
        ZapHandler handler = new ZapHandler(context(), request -> true);
        start("ZAP handler", handler::serve);
        return handler;
    }

    static byte[] metadata(String type) {
        return Wire.property("Socket-Type", bytes(type));
    }

    static RawPeer.Frame awaitError(RawPeer peer) throws IOException {
        RawPeer.Frame frame = peer.readFrame();
        assertEquals("ERROR", frame.name());
        return frame;
    }

    /** The name of the next command, empty when the connection has ended. */
    static String answer(RawPeer peer) {
        try {
            return peer.readFrame().name();
        } catch (IOException e) {
            return "";
        }
    }
}
