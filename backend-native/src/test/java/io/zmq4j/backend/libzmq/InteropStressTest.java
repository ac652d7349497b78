package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.Task;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections between the two engines, each new: made while the I/O thread of each end has other things to do at the
 * same moment, and nothing afterwards that could make it look again.
 */
@RequiresBackend("native")
class InteropStressTest extends ZmqTck {
    private static final int ROUNDS = 10;
    private static final int MANY = 200;

    /** Neither engine shall get a second chance. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int BATCHES = Scale.pick(3, 60, 10_000);

    static IntStream batches() {
        return IntStream.range(0, BATCHES);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyNewConnectionCarriesItsMessages(int batch) {
        Backend jeromq = backend("jeromq");
        for (int i = 0; i < ROUNDS; i++) {
            exchange(backend(), jeromq, true);
            exchange(jeromq, backend(), true);
            exchange(backend(), jeromq, false);
            exchange(jeromq, backend(), false);
        }
    }

    private void exchange(Backend binds, Backend connects, boolean boundSends) {
        Context one = newContext(binds);
        Context two = newContext(connects);
        Socket bound = late(one, boundSends ? SocketType.PUSH : SocketType.PULL);
        Socket connected = late(two, boundSends ? SocketType.PULL : SocketType.PUSH);
        Socket busy = late(two, SocketType.DEALER);
        String endpoint = bound.bind(anyEndpoint("tcp"));
        Task<String> binding = start("busy", () -> busy.bind(anyEndpoint("tcp")));
        connected.connect(endpoint);
        Socket push = boundSends ? bound : connected;
        Socket pull = boundSends ? connected : bound;
        Task<Boolean> sender = start("sender", () -> {
            for (int i = 0; i < MANY; i++) {
                push.sendText("m" + i);
            }
            return true;
        });
        sender.during(() -> {
            for (int i = 0; i < MANY; i++) {
                assertEquals("m" + i, pull.recvText());
            }
        });
        assertTrue(sender.result());
        binding.result();
        one.close(Duration.ZERO);
        two.close(Duration.ZERO);
    }

    private Socket late(Context context, SocketType type) {
        Socket socket = socket(context, type);
        socket.set(SocketOptions.HANDSHAKE_IVL, LATE);
        return socket;
    }
}
