package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** REQ asks, REP answers, in turns. */
final class RequestReply {
    private RequestReply() {}

    static String run(Context context) {
        try (Socket server = context.socket(SocketType.REP);
                Socket client = context.socket(SocketType.REQ)) {
            client.connect(server.bind("tcp://127.0.0.1:*"));

            client.sendText("hello");
            String request = server.recvText();
            server.sendText(request + " world");
            return client.recvText();
        }
    }
}
