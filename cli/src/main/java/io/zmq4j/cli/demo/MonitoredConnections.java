package io.zmq4j.cli.demo;

import io.zmq4j.Monitor;
import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.Accepted;
import io.zmq4j.MonitorEvent.ConnectDelayed;
import io.zmq4j.MonitorEvent.ConnectRetried;
import io.zmq4j.MonitorEvent.Connected;
import io.zmq4j.MonitorEvent.Disconnected;
import io.zmq4j.MonitorEvent.HandshakeSucceeded;
import io.zmq4j.MonitorEvent.Listening;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;

/**
 * Connections that come, carry messages, and are ended by one of the ends; the monitors of both have to tell it all.
 */
final class MonitoredConnections {
    /** Fewer than a high-water mark lets through. */
    private static final long MESSAGES_EACH = 500;

    private final Stage stage;
    private final Pace pace;
    private long carried;

    MonitoredConnections(Stage stage) {
        this.stage = stage;
        this.pace = stage.pace();
    }

    Part part() {
        return new Part("demo-monitor", () -> {
            pace.start();
            do {
                connectTwice();
            } while (pace.wants(carried));
            pace.stop(carried);
        });
    }

    /** Both times to one listener; first the connecting end goes, then the one that is bound. */
    private void connectTwice() {
        Socket pull = stage.binding(SocketType.PULL);
        Watched bound = new Watched(pull, "the end that binds");
        String endpoint = pull.bind("tcp://127.0.0.1:*");
        bound.expect(new Listening(endpoint));
        try (Socket push = stage.connecting(SocketType.PUSH)) {
            connect(endpoint, bound, push);
        }
        bound.expect(new Disconnected(endpoint));
        try (Socket push = stage.connecting(SocketType.PUSH)) {
            Watched connected = connect(endpoint, bound, push);
            pull.close();
            connected.expect(new Disconnected(endpoint));
            connected.expectRetry(endpoint);
        }
    }

    private Watched connect(String endpoint, Watched bound, Socket push) {
        Watched connected = new Watched(push, "the end that connects");
        push.connect(endpoint);
        connected.expect(new ConnectDelayed(endpoint));
        connected.expect(new Connected(endpoint));
        connected.expect(new HandshakeSucceeded(endpoint));
        bound.expect(new Accepted(endpoint));
        bound.expect(new HandshakeSucceeded(endpoint));
        carryMessages(push, bound.socket);
        return connected;
    }

    private void carryMessages(Socket push, Socket pull) {
        Framing framing = new Framing.Single();
        long end = carried;
        while (end - carried < MESSAGES_EACH && pace.wants(end)) {
            Exchange.send(framing, push, Numbered.message(end), pace, end);
            end++;
        }
        for (; carried < end; carried++) {
            Numbered.check(Exchange.recv(framing, pull, pace, carried), carried);
        }
    }

    /** A socket with its monitor. */
    final class Watched {
        private final Socket socket;
        private final String name;
        private final Monitor monitor;

        Watched(Socket socket, String name) {
            this.socket = socket;
            this.name = name;
            this.monitor = socket.monitor();
        }

        void expect(MonitorEvent expected) {
            MonitorEvent event = next(expected.toString());
            if (!event.equals(expected)) {
                throw unexpected(event, expected.toString());
            }
        }

        /** When it tries again differs. */
        void expectRetry(String endpoint) {
            String expected = "ConnectRetried[endpoint=" + endpoint + "]";
            MonitorEvent event = next(expected);
            if (!(event instanceof ConnectRetried) || !event.endpoint().equals(endpoint)) {
                throw unexpected(event, expected);
            }
        }

        private MonitorEvent next(String expected) {
            try {
                return monitor.recv(pace.left());
            } catch (WouldBlockException e) {
                throw pace.missing("the monitor of " + name + " did not tell " + expected);
            }
        }

        private Broken unexpected(MonitorEvent event, String expected) {
            return new Broken("the monitor of " + name + " told " + event + " in place of " + expected);
        }
    }
}
