package io.zmq4j.cli.demo;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Where a row takes place: two backends, each with a context of its own, opened when it is needed. */
final class Stage {
    private final Side binding;
    private final Side connecting;
    private final Pace pace;

    Stage(Backend binds, Backend connects, Pace pace) {
        this.binding = new Side(binds);
        this.connecting = new Side(connects);
        this.pace = pace;
    }

    /** A socket of the backend that binds. */
    Socket binding(SocketType type) {
        return binding.socket(type);
    }

    /** A socket of the backend that connects. */
    Socket connecting(SocketType type) {
        return connecting.socket(type);
    }

    Pace pace() {
        return pace;
    }

    /** Connects two sockets over tcp on loopback. */
    static void join(Socket bound, Socket connected) {
        connected.connect(bound.bind("tcp://127.0.0.1:*"));
    }

    Side bindingSide() {
        return binding;
    }

    Side connectingSide() {
        return connecting;
    }

    /** One backend's context, as far as it was opened; closing it closes the sockets. */
    static final class Side {
        private final Backend backend;
        private volatile @Nullable Context context;

        /** Held, so that none counts as abandoned. */
        private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

        Side(Backend backend) {
            this.backend = backend;
        }

        private Socket socket(SocketType type) {
            Context opened = context;
            if (opened == null) {
                opened = backend.context();
                context = opened;
            }
            Socket socket = opened.socket(type);
            sockets.add(socket);
            return socket;
        }

        boolean close(Duration bound) {
            Context opened = context;
            return opened == null || opened.close(bound);
        }

        @Override
        public String toString() {
            return "a context of " + backend;
        }
    }
}
