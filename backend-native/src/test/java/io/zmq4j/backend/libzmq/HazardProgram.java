package io.zmq4j.backend.libzmq;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs hazards one after the other, each in a context of its own, and says what becomes of them. */
final class HazardProgram {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofMillis(300);
    static final List<byte[]> TWO = List.of(new byte[1], new byte[1]);

    /** Else they would be taken for abandoned, and closed. */
    private final List<Socket> open = new ArrayList<>();

    private final Context context = Backend.of(new NativeBackendProvider()).context();

    private HazardProgram() {}

    @SuppressWarnings("SystemOut") // its output is what the test reads
    public static void main(String[] arguments) throws Exception {
        for (String name : arguments) {
            HazardProgram program = new HazardProgram();
            String result = "nothing";
            try {
                Hazard.valueOf(name).run(program);
            } catch (ZmqException e) {
                result = e.code().toString();
            } catch (IllegalStateException e) {
                result = e.getClass().getSimpleName();
            }
            System.out.println(name + ": " + result + ", ended " + program.context.close(LONG));
        }
    }

    Context context() {
        return context;
    }

    Socket open(SocketType type) {
        Socket socket = context.socket(type);
        open.add(socket);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        return socket;
    }

    /** Has the I/O thread do something, after whatever else it has to do. */
    void exchange() {
        Socket pull = open(SocketType.PULL);
        Socket push = open(SocketType.PUSH);
        push.connect(pull.bind(Loopback.ANY_PORT));
        push.send(new byte[1], LONG);
        pull.recv(LONG);
    }

    /** Lets some time pass in which nobody uses the other sockets. */
    void pause() {
        try {
            open(SocketType.PULL).recv(PAUSE);
        } catch (WouldBlockException e) {
            // it has passed
        }
    }

    /** Waits for an end that comes from another thread of the engine. */
    void awaitTheEnd() {
        open(SocketType.PULL).recv(LONG);
    }
}
