package io.zmq4j.benchmarks.jmh;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** libzmq called through JNA: {@code zmq_send} and {@code zmq_recv}, the bytes copied from and to an array. */
final class JnaEngine implements Engine {
    private static final int EAGAIN = System.getProperty("os.name", "").startsWith("Mac") ? 35 : 11;

    private final Pointer context = Libzmq.zmq_ctx_new();

    @Override
    public Peer socket(String type, int size) {
        return new JnaPeer(Libzmq.zmq_socket(context, Libzmq.number(type)), type, size);
    }

    @Override
    public void close() {
        Libzmq.check(Libzmq.zmq_ctx_term(context));
    }

    private static final class JnaPeer implements Peer {
        private final Pointer socket;
        private final byte[] message;
        private final Memory memory;

        private JnaPeer(Pointer socket, String type, int size) {
            this.socket = socket;
            this.message = new byte[size];
            this.memory = new Memory(Math.max(size, Integer.BYTES));
            set(Libzmq.ZMQ_SNDTIMEO, PATIENCE_MILLIS);
            set(Libzmq.ZMQ_RCVTIMEO, PATIENCE_MILLIS);
            set(Libzmq.ZMQ_LINGER, 0);
            if (type.equals("SUB")) {
                Libzmq.check(Libzmq.zmq_setsockopt(socket, Libzmq.ZMQ_SUBSCRIBE, memory, 0));
            }
        }

        private void set(int option, int value) {
            memory.setInt(0, value);
            Libzmq.check(Libzmq.zmq_setsockopt(socket, option, memory, Integer.BYTES));
        }

        @Override
        public void bind(String endpoint) {
            Libzmq.check(Libzmq.zmq_bind(socket, endpoint));
        }

        @Override
        public void connect(String endpoint) {
            Libzmq.check(Libzmq.zmq_connect(socket, endpoint));
        }

        @Override
        public boolean send() {
            memory.write(0, message, 0, message.length);
            return succeeded(Libzmq.zmq_send(socket, memory, message.length, 0));
        }

        @Override
        public boolean receive() {
            if (!succeeded(Libzmq.zmq_recv(socket, memory, message.length, 0))) {
                return false;
            }
            memory.read(0, message, 0, message.length);
            return true;
        }

        private static boolean succeeded(int result) {
            if (result < 0 && Native.getLastError() != EAGAIN) {
                Libzmq.check(result);
            }
            return result >= 0;
        }

        @Override
        public void close() {
            Libzmq.check(Libzmq.zmq_close(socket));
            memory.close();
        }
    }
}
