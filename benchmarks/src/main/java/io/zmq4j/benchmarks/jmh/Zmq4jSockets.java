package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import java.util.ArrayList;
import java.util.List;

/** Sockets of zmq4j to poll: idle ones that are bound, and an active one in the middle. */
final class Zmq4jSockets implements AutoCloseable {
    /** A pipe for the mailbox, and a selector with its descriptor to be woken by. */
    static final int JEROMQ_DESCRIPTORS = 4;

    private static final byte[] MESSAGE = new byte[16];

    private final Context context;
    private final List<Socket> all = new ArrayList<>();
    private final Socket active;
    private final Socket sender;

    Zmq4jSockets(Backend backend, int sockets) {
        context = backend.context();
        context.set(ContextOptions.MAX_SOCKETS, sockets + 1);
        for (int i = 0; i < sockets; i++) {
            Socket pull = context.socket(SocketType.PULL);
            pull.bind("inproc://" + i);
            all.add(pull);
        }
        active = all.get(sockets / 2);
        sender = context.socket(SocketType.PUSH);
        sender.connect("inproc://" + sockets / 2);
    }

    static int descriptorsPerSocket(Backend backend) {
        return backend.name().equals("jeromq") ? JEROMQ_DESCRIPTORS : 1;
    }

    Context context() {
        return context;
    }

    List<Socket> all() {
        return all;
    }

    void send() {
        sender.send(MESSAGE);
    }

    void receive() {
        if (active.tryRecv() == null) {
            throw new IllegalStateException("polled readable, and nothing is there");
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
