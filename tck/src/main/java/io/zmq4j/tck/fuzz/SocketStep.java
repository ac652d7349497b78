package io.zmq4j.tck.fuzz;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.time.Duration;

/** What a program does with a socket, messages apart. */
sealed interface SocketStep extends Step {
    /** Milliseconds that a program's calls wait at most. */
    int PATIENCE = 2;

    /** Opens one that neither lingers nor waits for long. */
    record Open(int socket, int context, SocketType type) implements SocketStep {
        @Override
        public void run(World world) {
            Socket opened = world.contexts.get(context).socket(type);
            opened.set(SocketOptions.LINGER, Duration.ZERO);
            opened.set(SocketOptions.RCVTIMEO, Duration.ofMillis(PATIENCE));
            opened.set(SocketOptions.SNDTIMEO, Duration.ofMillis(PATIENCE));
            world.sockets.put(socket, opened);
        }

        @Override
        public String java() {
            return "s[" + socket + "] = impatient(c[" + context + "].socket(SocketType." + type + "))";
        }
    }

    /** Closes it. */
    record Close(int socket) implements SocketStep {
        @Override
        public void run(World world) {
            world.sockets.get(socket).close();
        }

        @Override
        public String java() {
            return "s[" + socket + "].close()";
        }
    }

    /** Forgets it without closing it. */
    record Drop(int socket) implements SocketStep {
        @Override
        public void run(World world) {
            world.sockets.put(socket, null);
        }

        @Override
        public String java() {
            return "s[" + socket + "] = null";
        }
    }

    /** The calls that take an endpoint. */
    enum Verb {
        BIND,
        CONNECT,
        UNBIND,
        DISCONNECT
    }

    /** Binds or connects it, or takes it back; {@code @3} is where socket 3 was bound last. */
    record Attach(Verb verb, int socket, String endpoint) implements SocketStep {
        @Override
        public void run(World world) {
            Socket target = world.sockets.get(socket);
            String text =
                    endpoint.startsWith("@") ? world.bound.get(Integer.parseInt(endpoint.substring(1))) : endpoint;
            switch (verb) {
                case BIND -> world.bound.put(socket, target.bind(text));
                case CONNECT -> target.connect(text);
                case UNBIND -> target.unbind(text);
                case DISCONNECT -> target.disconnect(text);
            }
        }

        @Override
        public String java() {
            String target = "s[" + socket + "].";
            String text = "(" + Literal.endpoint(endpoint) + ")";
            return switch (verb) {
                case BIND -> "at[" + socket + "] = " + target + "bind" + text;
                case CONNECT -> target + "connect" + text;
                case UNBIND -> target + "unbind" + text;
                case DISCONNECT -> target + "disconnect" + text;
            };
        }
    }

    /** Sets an option. */
    record Set(int socket, String option, Object value) implements SocketStep {
        @Override
        public void run(World world) {
            world.sockets.get(socket).setByName(option, value);
        }

        @Override
        public String java() {
            return "s[" + socket + "].setByName(" + Literal.of(option) + ", " + Literal.of(value) + ")";
        }
    }

    /** Reads an option. */
    record Get(int socket, String option) implements SocketStep {
        @Override
        public void run(World world) {
            world.sockets.get(socket).getByName(option);
        }

        @Override
        public String java() {
            return "s[" + socket + "].getByName(" + Literal.of(option) + ")";
        }
    }
}
