package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/** JeroMQ's lower level. */
final class SocketBaseEngine implements Engine {
    private final PerfTask task;
    private final Ctx context = ZMQ.init(1);

    SocketBaseEngine(PerfTask task) {
        this.task = task;
    }

    @Override
    public String name() {
        return "zmq.SocketBase of JeroMQ";
    }

    @Override
    public Peer open(SocketType type) {
        return new SocketBasePeer(context.createSocket(Numbers.of(type)), task);
    }

    @Override
    public void close() {
        ZMQ.term(context);
    }

    private static final class SocketBasePeer implements Peer {
        private final SocketBase socket;
        private final Way way;
        private final byte[] data;
        private final ByteBuffer buffer;
        private Msg msg = new Msg();

        SocketBasePeer(SocketBase socket, PerfTask task) {
            this.socket = socket;
            socket.setSocketOpt(ZMQ.ZMQ_HANDSHAKE_IVL, Numbers.HANDSHAKE_MILLIS);
            this.way = task.way();
            this.data = new byte[task.size()];
            this.buffer = ByteBuffer.allocateDirect(task.size());
        }

        @Override
        public String bind(String endpoint) {
            check(socket.bind(endpoint), "bind");
            return (String) socket.getSocketOptx(ZMQ.ZMQ_LAST_ENDPOINT);
        }

        @Override
        public void connect(String endpoint) {
            check(socket.connect(endpoint), "connect");
        }

        private void check(boolean done, String call) {
            if (!done) {
                throw new IllegalStateException(call + ": errno " + socket.errno());
            }
        }

        @Override
        public void send() {
            if (way == Way.BUFFER) {
                buffer.clear();
                sendBuffer();
            } else {
                check(socket.send(new Msg(data.clone()), 0), "send");
            }
        }

        private void sendBuffer() {
            Msg copy = new Msg(buffer.remaining());
            copy.put(buffer);
            check(socket.send(copy, 0), "send");
        }

        @Override
        public int recv() {
            msg = socket.recv(0);
            check(msg != null, "recv");
            if (way == Way.BUFFER) {
                buffer.clear();
                buffer.put(msg.buf());
            }
            return msg.size();
        }

        @Override
        public void sendBack() {
            switch (way) {
                case BYTES -> check(socket.send(new Msg(msg.data().clone()), 0), "send");
                case BUFFER -> {
                    buffer.flip();
                    sendBuffer();
                }
                default -> check(socket.send(msg, 0), "send");
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
