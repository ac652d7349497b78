package io.zmq4j.benchmarks.jmh;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** {@code zmq_poll} of the installed libzmq, called through JNA without anything around it. */
final class LibzmqPoll implements PollSubject {
    private static final int ZMQ_PULL = 7;
    private static final int ZMQ_PUSH = 8;
    private static final int ZMQ_MAX_SOCKETS = 2;
    private static final short ZMQ_POLLIN = 1;
    private static final int SIZE = 16;

    /** Of a {@code zmq_pollitem_t} on 64-bit Unix: void *socket, int fd, short events, short revents. */
    private static final int ITEM = 16;

    private static final int EVENTS = 12;

    private final List<Pointer> sockets = new ArrayList<>();
    private final Memory message = new Memory(SIZE);
    private Memory items;
    private Pointer context;
    private Pointer active;
    private Pointer sender;
    private int count;

    @Override
    public int descriptorsPerSocket() {
        return 1;
    }

    @Override
    public void open(int wanted) {
        count = wanted;
        context = Libzmq.zmq_ctx_new();
        Libzmq.check(Libzmq.zmq_ctx_set(context, ZMQ_MAX_SOCKETS, wanted + 1));
        items = new Memory((long) wanted * ITEM);
        items.clear();
        for (int i = 0; i < wanted; i++) {
            Pointer socket = socket(ZMQ_PULL);
            Libzmq.check(Libzmq.zmq_bind(socket, "inproc://" + i));
            items.setPointer((long) i * ITEM, socket);
            items.setShort((long) i * ITEM + EVENTS, ZMQ_POLLIN);
        }
        active = sockets.get(wanted / 2);
        sender = socket(ZMQ_PUSH);
        Libzmq.check(Libzmq.zmq_connect(sender, "inproc://" + wanted / 2));
    }

    private Pointer socket(int type) {
        Pointer socket = Libzmq.zmq_socket(context, type);
        if (socket == null) {
            throw new IllegalStateException("no socket: errno " + Native.getLastError());
        }
        sockets.add(socket);
        return socket;
    }

    @Override
    public void send() {
        Libzmq.check(Libzmq.zmq_send(sender, message, SIZE, 0));
    }

    @Override
    public int poll() {
        return Libzmq.zmq_poll(items, count, -1);
    }

    @Override
    public void receive() {
        Libzmq.check(Libzmq.zmq_recv(active, message, SIZE, Libzmq.ZMQ_DONTWAIT));
    }

    @Override
    public void close() {
        sockets.forEach(Libzmq::zmq_close);
        sockets.clear();
        Libzmq.check(Libzmq.zmq_ctx_term(context));
    }
}
