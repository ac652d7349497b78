package io.zmq4j.benchmarks.perf;

import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import org.zeromq.ZContext;
import org.zeromq.ZMQ.Socket;

/** JeroMQ as its users call it: arrays that are sent are not copied. */
final class ZmqEngine implements Engine {
    private final PerfTask task;
    private final ZContext context = new ZContext();

    ZmqEngine(PerfTask task) {
        this.task = task;
        context.setLinger(-1);
        if (task.way() == Way.MSG) {
            throw new IllegalArgumentException("org.zeromq.ZMQ receives bytes and buffers only");
        }
    }

    @Override
    public String name() {
        return "org.zeromq.ZMQ of JeroMQ";
    }

    @Override
    public Peer open(SocketType type) {
        Numbers.of(type);
        return new ZmqPeer(context.createSocket(org.zeromq.SocketType.valueOf(type.name())), task);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class ZmqPeer implements Peer {
        private final Socket socket;
        private final Way way;
        private final byte[] data;
        private final ByteBuffer buffer;
        private byte[] received;

        ZmqPeer(Socket socket, PerfTask task) {
            this.socket = socket;
            socket.setHandshakeIvl(Numbers.HANDSHAKE_MILLIS);
            this.way = task.way();
            this.data = new byte[task.size()];
            this.buffer = ByteBuffer.allocateDirect(task.size());
            this.received = data;
        }

        @Override
        public String bind(String endpoint) {
            socket.bind(endpoint);
            return socket.getLastEndpoint();
        }

        @Override
        public void connect(String endpoint) {
            socket.connect(endpoint);
        }

        @Override
        public void send() {
            if (way == Way.BUFFER) {
                buffer.clear();
                sendBuffer();
            } else {
                check(socket.send(data, 0));
            }
        }

        private void sendBuffer() {
            check(socket.sendByteBuffer(buffer, 0) >= 0);
        }

        private void check(boolean done) {
            if (!done) {
                throw new IllegalStateException("send or recv: errno " + socket.errno());
            }
        }

        @Override
        public int recv() {
            if (way == Way.BUFFER) {
                buffer.clear();
                int size = socket.recvByteBuffer(buffer, 0);
                check(size >= 0);
                return size;
            }
            received = socket.recv(0);
            check(received != null);
            return received.length;
        }

        @Override
        public void sendBack() {
            if (way == Way.BUFFER) {
                buffer.flip();
                sendBuffer();
            } else {
                check(socket.send(received, 0));
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
