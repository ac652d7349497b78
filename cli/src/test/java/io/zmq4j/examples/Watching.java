package io.zmq4j.examples;

import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.time.Duration;

/** A monitor tells what happens to connections. */
final class Watching {
    private Watching() {}

    static String run(Context context) {
        try (Socket server = context.socket(SocketType.PULL);
                Socket client = context.socket(SocketType.PUSH);
                Monitor monitor = server.monitor()) {
            client.connect(server.bind("tcp://127.0.0.1:*"));
            StringBuilder seen = new StringBuilder();
            MonitorEvent event;
            do {
                event = monitor.recv(Duration.ofSeconds(10));
                seen.append(event.getClass().getSimpleName()).append(' ');
            } while (!(event instanceof MonitorEvent.HandshakeSucceeded));
            return seen.toString().strip();
        }
    }
}
