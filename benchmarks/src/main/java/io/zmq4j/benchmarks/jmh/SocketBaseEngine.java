package io.zmq4j.benchmarks.jmh;

import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/** JeroMQ by its inner class {@link SocketBase}; the array is copied at send, as JeroMQ keeps what it is given. */
final class SocketBaseEngine implements Engine {
    private final Ctx context = new Ctx();

    @Override
    public Peer socket(String type, int size) {
        SocketBase socket = context.createSocket(Libzmq.number(type));
        socket.setSocketOpt(ZMQ.ZMQ_SNDTIMEO, Peer.PATIENCE_MILLIS);
        socket.setSocketOpt(ZMQ.ZMQ_RCVTIMEO, Peer.PATIENCE_MILLIS);
        socket.setSocketOpt(ZMQ.ZMQ_LINGER, 0);
        if (type.equals("SUB")) {
            socket.setSocketOpt(ZMQ.ZMQ_SUBSCRIBE, new byte[0]);
        }
        return new SocketBasePeer(socket, size);
    }

    @Override
    public void close() {
        context.terminate();
    }

    private static final class SocketBasePeer implements Peer {
        private final SocketBase socket;
        private final byte[] message;
        private byte[] received;

        private SocketBasePeer(SocketBase socket, int size) {
            this.socket = socket;
            this.message = new byte[size];
            this.received = message;
        }

        @Override
        public void bind(String endpoint) {
            check(socket.bind(endpoint));
        }

        @Override
        public void connect(String endpoint) {
            check(socket.connect(endpoint));
        }

        private void check(boolean done) {
            if (!done) {
                throw new IllegalStateException("errno " + socket.errno());
            }
        }

        @Override
        public boolean send() {
            return succeeded(socket.send(new Msg(message.clone()), 0));
        }

        @Override
        public boolean receive() {
            Msg msg = socket.recv(0);
            if (!succeeded(msg != null)) {
                return false;
            }
            received = msg.data();
            return received.length == message.length;
        }

        private boolean succeeded(boolean done) {
            if (!done && socket.errno() != ZError.EAGAIN) {
                check(false);
            }
            return done;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
