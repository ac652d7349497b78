package io.zmq4j.benchmarks.perf;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability.Available;
import java.nio.ByteBuffer;

/** A backend of zmq4j. */
final class BackendEngine implements Engine {
    private final Backend backend;
    private final PerfTask task;
    private final Context context;

    BackendEngine(String name, PerfTask task) {
        this.backend = Zmq.backend(name);
        this.task = task;
        this.context = backend.context();
    }

    @Override
    public String name() {
        return backend.implementationVersion() + " through zmq4j, " + backend
                + (backend.availability() instanceof Available found ? " (" + found.binding() + ")" : "");
    }

    @Override
    public BackendPeer open(SocketType type) {
        return new BackendPeer(context.socket(type), task);
    }

    /** Ends what waits. */
    void shutdown() {
        context.shutdown();
    }

    @Override
    public void close() {
        context.close();
    }

    /** A socket of it. */
    static final class BackendPeer implements Peer {
        private final Socket socket;
        private final Way way;
        private final byte[] data;
        private final ByteBuffer buffer;
        private final Msg msg;
        private byte[] received;

        BackendPeer(Socket socket, PerfTask task) {
            this.socket = socket;
            this.way = task.way();
            this.data = new byte[task.size()];
            this.buffer = ByteBuffer.allocateDirect(task.size());
            this.msg = socket.context().msg();
            this.received = data;
        }

        Socket socket() {
            return socket;
        }

        @Override
        public String bind(String endpoint) {
            return socket.bind(endpoint);
        }

        @Override
        public void connect(String endpoint) {
            socket.connect(endpoint);
        }

        @Override
        public void send() {
            if (way == Way.BUFFER) {
                buffer.clear();
                socket.send(buffer);
            } else {
                socket.send(data);
            }
        }

        @Override
        public int recv() {
            switch (way) {
                case BYTES -> {
                    received = socket.recv();
                    return received.length;
                }
                case BUFFER -> {
                    buffer.clear();
                    return socket.recv(buffer);
                }
                default -> {
                    return socket.recv(msg);
                }
            }
        }

        @Override
        public void sendBack() {
            switch (way) {
                case BYTES -> socket.send(received);
                case BUFFER -> {
                    buffer.flip();
                    socket.send(buffer);
                }
                default -> socket.send(msg);
            }
        }

        @Override
        public void close() {
            msg.close();
            socket.close();
        }
    }
}
