package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.PollEvent;
import io.zmq4j.PollItem;
import io.zmq4j.Zmq;
import java.util.List;

/** {@link Zmq#poll}: the list is handed over at each poll. */
final class Zmq4jOneShot implements PollSubject {
    private final Backend backend;
    private Zmq4jSockets sockets;
    private List<PollItem> items = List.of();

    Zmq4jOneShot(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int descriptorsPerSocket() {
        return Zmq4jSockets.descriptorsPerSocket(backend);
    }

    @Override
    public void open(int count) {
        sockets = new Zmq4jSockets(backend, count);
        items = sockets.all().stream()
                .map(socket -> PollItem.of(socket, PollEvent.POLLIN))
                .toList();
    }

    @Override
    public void send() {
        sockets.send();
    }

    @Override
    public int poll() {
        return Zmq.poll(items, Zmq.FOREVER);
    }

    @Override
    public void receive() {
        sockets.receive();
    }

    @Override
    public void close() {
        sockets.close();
    }
}
