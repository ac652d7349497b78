package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Poller;
import io.zmq4j.Zmq;
import org.jspecify.annotations.Nullable;

/** {@link Poller}: sockets are registered once. */
final class Zmq4jPoller implements PollSubject {
    private final Backend backend;
    private @Nullable Zmq4jSockets sockets;
    private @Nullable Poller poller;

    Zmq4jPoller(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int descriptorsPerSocket() {
        return Zmq4jSockets.descriptorsPerSocket(backend);
    }

    @Override
    public void open(int count) {
        Zmq4jSockets opened = new Zmq4jSockets(backend, count);
        Poller registered = opened.context().poller();
        opened.all().forEach(socket -> registered.add(PollItem.of(socket, PollEvent.POLLIN)));
        sockets = opened;
        poller = registered;
    }

    @Override
    public void send() {
        sockets.send();
    }

    @Override
    public int poll() {
        return poller.poll(Zmq.FOREVER);
    }

    @Override
    public void receive() {
        sockets.receive();
    }

    @Override
    public void close() {
        poller.close();
        sockets.close();
    }
}
