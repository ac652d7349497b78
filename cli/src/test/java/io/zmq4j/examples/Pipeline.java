package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** PUSH deals work out, PULL collects it; each message goes to one worker. */
final class Pipeline {
    private Pipeline() {}

    static int run(Context context) {
        try (Socket source = context.socket(SocketType.PUSH);
                Socket sink = context.socket(SocketType.PULL)) {
            source.connect(sink.bind("inproc://results"));
            for (int i = 1; i <= 10; i++) {
                source.sendText(Integer.toString(i));
            }
            int sum = 0;
            for (int i = 1; i <= 10; i++) {
                sum += Integer.parseInt(sink.recvText());
            }
            return sum;
        }
    }
}
