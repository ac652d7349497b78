package io.zmq4j.benchmarks;

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
    private static final int ZMQ_DONTWAIT = 1;
    private static final short ZMQ_POLLIN = 1;
    private static final int SIZE = 16;

    /** Of a {@code zmq_pollitem_t} on 64-bit Unix: void *socket, int fd, short events, short revents. */
    private static final int ITEM = 16;

    private static final int EVENTS = 12;

    /** The functions; mapped directly. */
    private static final class Zmq {
        static {
            Native.register("zmq");
        }

        static native Pointer zmq_ctx_new();

        static native int zmq_ctx_set(Pointer context, int option, int value);

        static native int zmq_ctx_term(Pointer context);

        static native Pointer zmq_socket(Pointer context, int type);

        static native int zmq_close(Pointer socket);

        static native int zmq_bind(Pointer socket, String endpoint);

        static native int zmq_connect(Pointer socket, String endpoint);

        static native int zmq_send(Pointer socket, Pointer data, long size, int flags);

        static native int zmq_recv(Pointer socket, Pointer data, long size, int flags);

        static native int zmq_poll(Pointer items, int count, long millis);
    }

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
        context = Zmq.zmq_ctx_new();
        check(Zmq.zmq_ctx_set(context, ZMQ_MAX_SOCKETS, wanted + 1));
        items = new Memory((long) wanted * ITEM);
        items.clear();
        for (int i = 0; i < wanted; i++) {
            Pointer socket = socket(ZMQ_PULL);
            check(Zmq.zmq_bind(socket, "inproc://" + i));
            items.setPointer((long) i * ITEM, socket);
            items.setShort((long) i * ITEM + EVENTS, ZMQ_POLLIN);
        }
        active = sockets.get(wanted / 2);
        sender = socket(ZMQ_PUSH);
        check(Zmq.zmq_connect(sender, "inproc://" + wanted / 2));
    }

    private Pointer socket(int type) {
        Pointer socket = Zmq.zmq_socket(context, type);
        if (socket == null) {
            throw new IllegalStateException("no socket: errno " + Native.getLastError());
        }
        sockets.add(socket);
        return socket;
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("errno " + Native.getLastError());
        }
    }

    @Override
    public void send() {
        check(Zmq.zmq_send(sender, message, SIZE, 0));
    }

    @Override
    public int poll() {
        return Zmq.zmq_poll(items, count, -1);
    }

    @Override
    public void receive() {
        check(Zmq.zmq_recv(active, message, SIZE, ZMQ_DONTWAIT));
    }

    @Override
    public void close() {
        sockets.forEach(Zmq::zmq_close);
        sockets.clear();
        check(Zmq.zmq_ctx_term(context));
    }
}
