package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Proxy;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;

/** A proxy between clients and workers, steered from another thread. */
final class Forwarding {
    private Forwarding() {}

    static String run(Context context) throws InterruptedException {
        try (Socket frontend = context.socket(SocketType.ROUTER);
                Socket backend = context.socket(SocketType.DEALER);
                Socket client = context.socket(SocketType.REQ);
                Socket worker = context.socket(SocketType.REP)) {
            client.connect(frontend.bind("tcp://127.0.0.1:*"));
            worker.connect(backend.bind("tcp://127.0.0.1:*"));

            Proxy proxy = Proxy.of(frontend, backend);
            Thread runner = new Thread(proxy::run, "proxy");
            runner.start();

            client.sendText("question");
            worker.sendText("answer to " + worker.recvText());
            String answer = client.recvText();

            proxy.terminate();
            runner.join();
            return answer + ", " + proxy.statistics().frontend().messagesIn() + " in";
        }
    }
}
