package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Monitor;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A monitor that nobody reads while plain peers come and go, each of which waits for the I/O thread to greet it. */
final class UnreadMonitorProgram {
    /** What libzmq holds of events is some 2,000, at three or more a peer. */
    private static final int PEERS = 1_000;

    private static final Duration LONG = Duration.ofSeconds(30);

    /** How long a silence tells that it lasts. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private UnreadMonitorProgram() {}

    @SuppressWarnings("SystemOut") // its output is what the test reads
    public static void main(String[] arguments) throws IOException {
        Context context = Backend.of(new NativeBackendProvider()).context();
        Socket pull = context.socket(SocketType.PULL);
        Monitor monitor = pull.monitor();
        String endpoint = pull.bind(Loopback.ANY_PORT);
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        try {
            for (int i = 0; i < PEERS; i++) {
                comeAndGo(port);
            }
            System.out.println("all greeted");
            monitor.close();
        } catch (SocketTimeoutException e) {
            System.out.println("a peer is not greeted");
        }
        Runtime.getRuntime().halt(0); // a context whose I/O thread stands still does not end
    }

    private static void comeAndGo(int port) throws IOException {
        Duration limit = Safeguard.isOn("monitors-drained") ? LONG : SILENCE;
        try (java.net.Socket peer = new java.net.Socket(Loopback.ADDRESS, port)) {
            peer.setSoTimeout((int) limit.toMillis());
            peer.getInputStream().read();
        }
    }
}
