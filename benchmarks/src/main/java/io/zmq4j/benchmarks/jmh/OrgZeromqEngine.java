package io.zmq4j.benchmarks.jmh;

import java.lang.reflect.InvocationTargetException;
import org.zeromq.ZMQ;

/**
 * JeroMQ by its public class {@link ZMQ}; or jzmq, libzmq through JNI, when its jar comes first on the class path: it
 * has a class of that name too. What the two declare differently is found by name, but not where messages pass.
 */
final class OrgZeromqEngine implements Engine {
    private final ZMQ.Context context = ZMQ.context(1);

    @Override
    @SuppressWarnings("deprecation") // jzmq has no other
    public Peer socket(String type, int size) {
        ZMQ.Socket socket = context.socket(Libzmq.number(type));
        call(socket, "setSendTimeOut", int.class, Peer.PATIENCE_MILLIS);
        call(socket, "setReceiveTimeOut", int.class, Peer.PATIENCE_MILLIS);
        call(socket, "setLinger", long.class, 0L);
        if (type.equals("SUB")) {
            call(socket, "subscribe", byte[].class, new byte[0]);
        }
        return new ZmqPeer(socket, size);
    }

    private static void call(ZMQ.Socket socket, String method, Class<?> type, Object argument) {
        try {
            ZMQ.Socket.class.getMethod(method, type).invoke(socket, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.term();
    }

    private static final class ZmqPeer implements Peer {
        private final ZMQ.Socket socket;
        private final byte[] message;
        private byte[] received;

        private ZmqPeer(ZMQ.Socket socket, int size) {
            this.socket = socket;
            this.message = new byte[size];
            this.received = message;
        }

        @Override
        public void bind(String endpoint) {
            call(socket, "bind", String.class, endpoint);
        }

        @Override
        public void connect(String endpoint) {
            call(socket, "connect", String.class, endpoint);
        }

        @Override
        public boolean send() {
            return socket.send(message, 0);
        }

        @Override
        public boolean receive() {
            byte[] next = socket.recv(0);
            if (next == null) {
                return false;
            }
            received = next;
            return received.length == message.length;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
