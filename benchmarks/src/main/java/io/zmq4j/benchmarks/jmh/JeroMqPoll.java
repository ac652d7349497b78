package io.zmq4j.benchmarks.jmh;

import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.poll.PollItem;

/** {@code ZMQ.poll} of JeroMQ, without anything around it. */
final class JeroMqPoll implements PollSubject {
    private static final byte[] MESSAGE = new byte[16];

    private final List<SocketBase> sockets = new ArrayList<>();
    private PollItem[] items = {};
    private Ctx context;
    private Selector selector;
    private SocketBase active;
    private SocketBase sender;

    @Override
    public int descriptorsPerSocket() {
        return Zmq4jSockets.JEROMQ_DESCRIPTORS;
    }

    @Override
    public void open(int wanted) {
        context = new Ctx();
        context.set(ZMQ.ZMQ_MAX_SOCKETS, wanted + 1);
        selector = context.createSelector();
        items = new PollItem[wanted];
        for (int i = 0; i < wanted; i++) {
            SocketBase socket = socket(ZMQ.ZMQ_PULL);
            socket.bind("inproc://" + i);
            items[i] = new PollItem(socket, ZMQ.ZMQ_POLLIN);
        }
        active = sockets.get(wanted / 2);
        sender = socket(ZMQ.ZMQ_PUSH);
        sender.connect("inproc://" + wanted / 2);
    }

    private SocketBase socket(int type) {
        SocketBase socket = context.createSocket(type);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void send() {
        sender.send(new Msg(MESSAGE), 0);
    }

    @Override
    public int poll() {
        return ZMQ.poll(selector, items, -1);
    }

    @Override
    public void receive() {
        if (active.recv(ZMQ.ZMQ_DONTWAIT) == null) {
            throw new IllegalStateException("polled readable, and nothing is there");
        }
    }

    @Override
    public void close() {
        sockets.forEach(SocketBase::close);
        sockets.clear();
        context.closeSelector(selector);
        context.terminate();
    }
}
