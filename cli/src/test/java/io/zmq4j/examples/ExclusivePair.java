package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** PAIR: two threads of one program talk over inproc. The socket is handed over before the other thread starts. */
final class ExclusivePair {
    private ExclusivePair() {}

    static String run(Context context) throws InterruptedException {
        try (Socket here = context.socket(SocketType.PAIR)) {
            here.bind("inproc://pair");
            Socket there = context.socket(SocketType.PAIR);
            there.connect("inproc://pair");
            Thread other = new Thread(() -> {
                try (there) {
                    there.sendText("done with " + there.recvText());
                }
            });
            other.start();
            here.sendText("the work");
            String answer = here.recvText();
            other.join();
            return answer;
        }
    }
}
