package io.zmq4j.tck.fuzz;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Poller;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.Loopback;
import io.zmq4j.tck.ZmqTck;
import java.time.Duration;
import java.util.List;

/** Runs programs. After the last step each context that is open must still carry a message, and must end. */
final class Interpreter {
    private final Backend backend;

    Interpreter(Backend backend) {
        this.backend = backend;
    }

    /** What went wrong; nothing, if all is well. Does not come back from a hang. */
    List<Throwable> run(Program program) throws Exception {
        World world = new World(backend);
        for (Step step : program.steps()) {
            world.attempt(step);
        }
        new ThreadStep.Join().run(world);
        world.second().end();
        for (Context context : world.opened) {
            checkAlive(world, context);
        }
        world.pollers.all().forEach(Poller::close);
        for (Context context : world.opened) {
            context.close(Duration.ZERO);
        }
        for (Context context : world.opened) {
            if (!context.close(ZmqTck.AWAIT)) {
                world.failed(new AssertionError(context + " does not end"));
            }
        }
        return world.failures();
    }

    /** A lost I/O thread shows in a connection that never comes about. */
    private static void checkAlive(World world, Context context) {
        Socket receiver = null;
        Socket sender = null;
        try {
            receiver = healthy(context);
            sender = healthy(context);
            sender.connect(receiver.bind(Loopback.ANY_PORT));
            sender.send(new byte[1]);
        } catch (ZmqException e) {
            return; // ended, full, or without I/O threads
        }
        try {
            receiver.recv();
        } catch (WouldBlockException e) {
            world.failed(new AssertionError("no message gets through in " + context, e));
        } catch (ZmqException e) {
            // ended by the second thread
        }
    }

    private static Socket healthy(Context context) {
        Socket socket = context.socket(SocketType.PAIR);
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        socket.set(SocketOptions.RCVTIMEO, ZmqTck.AWAIT);
        socket.set(SocketOptions.SNDTIMEO, ZmqTck.AWAIT);
        socket.set(SocketOptions.MAXMSGSIZE, -1L);
        return socket;
    }
}
