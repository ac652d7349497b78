package io.zmq4j.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zmq4j.Backend;
import io.zmq4j.MonitorEvent.Accepted;
import io.zmq4j.MonitorEvent.Listening;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.cli.demo.MonitoredConnections.Watched;
import io.zmq4j.tck.Loopback;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the demo notices of a monitor that tells another thing, or nothing. */
class MonitoredConnectionsTest {
    private final Backend jeromq = Zmq.backends().stream()
            .filter(backend -> backend.name().equals("jeromq"))
            .findFirst()
            .orElseThrow();
    private Stage stage;

    private Watched watched(Socket socket, Duration patience) {
        return new MonitoredConnections(new Stage(jeromq, jeromq, new Pace(new Load(1, Duration.ZERO, patience))))
        .new Watched(socket, "this end");
    }

    private Socket open() {
        stage = new Stage(jeromq, jeromq, new Pace(Load.of(1)));
        return stage.binding(SocketType.PULL);
    }

    @AfterEach
    void close() {
        stage.bindingSide().close(Duration.ofMinutes(1));
    }

    @Test
    void otherEventIsNoticed() {
        Socket pull = open();
        Watched watched = watched(pull, Duration.ofMinutes(1));
        String endpoint = pull.bind(Loopback.ANY_PORT);
        Broken broken = assertThrows(Broken.class, () -> watched.expect(new Accepted(endpoint)));
        assertEquals(
                "the monitor of this end told " + new Listening(endpoint) + " in place of " + new Accepted(endpoint),
                broken.getMessage());
    }

    @Test
    void eventThatDoesNotComeIsNoticed() {
        Watched watched = watched(open(), Duration.ofMillis(20));
        Broken broken = assertThrows(Broken.class, () -> watched.expectRetry("tcp://127.0.0.1:1"));
        assertEquals(
                "the monitor of this end did not tell ConnectRetried[endpoint=tcp://127.0.0.1:1] within 0.02 s",
                broken.getMessage());
    }
}
