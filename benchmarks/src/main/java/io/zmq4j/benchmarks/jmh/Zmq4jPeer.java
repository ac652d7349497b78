package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.Socket;
import io.zmq4j.WouldBlockException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A socket of zmq4j; one class for each form in which messages are sent and received. */
abstract class Zmq4jPeer implements Peer {
    final Socket socket;

    private Zmq4jPeer(Socket socket) {
        this.socket = socket;
    }

    static Zmq4jPeer of(String form, Context context, Socket socket, int size) {
        return switch (form) {
            case "array" -> new OfArrays(socket, size);
            case "heap" -> new OfBuffers(socket, ByteBuffer.allocate(size));
            case "direct" -> new OfBuffers(socket, ByteBuffer.allocateDirect(size));
            case "try" -> new Trying(socket, size);
            case "msg" -> new OfMessages(context, socket, size);
            case "filled" -> new OfFilledMessages(context, socket, size);
            default -> throw new IllegalArgumentException(form);
        };
    }

    @Override
    public final void bind(String endpoint) {
        socket.bind(endpoint);
    }

    @Override
    public final void connect(String endpoint) {
        socket.connect(endpoint);
    }

    @Override
    public final boolean send() {
        try {
            return doSend();
        } catch (WouldBlockException e) {
            return false;
        }
    }

    @Override
    public final boolean receive() {
        try {
            return doReceive();
        } catch (WouldBlockException e) {
            return false;
        }
    }

    abstract boolean doSend();

    abstract boolean doReceive();

    @Override
    public void close() {
        socket.close();
    }

    private static final class OfArrays extends Zmq4jPeer {
        private final byte[] message;
        private byte[] received;

        private OfArrays(Socket socket, int size) {
            super(socket);
            this.message = new byte[size];
            this.received = message;
        }

        @Override
        boolean doSend() {
            socket.send(message);
            return true;
        }

        @Override
        boolean doReceive() {
            received = socket.recv();
            return received.length == message.length;
        }
    }

    private static final class OfBuffers extends Zmq4jPeer {
        private final ByteBuffer message;

        private OfBuffers(Socket socket, ByteBuffer message) {
            super(socket);
            this.message = message;
        }

        @Override
        boolean doSend() {
            socket.send(message.clear());
            return true;
        }

        @Override
        boolean doReceive() {
            return socket.recv(message.clear()) == message.capacity();
        }
    }

    private static final class Trying extends Zmq4jPeer {
        private final byte[] message;
        private final ByteBuffer received;

        private Trying(Socket socket, int size) {
            super(socket);
            this.message = new byte[size];
            this.received = ByteBuffer.allocate(size);
        }

        @Override
        boolean doSend() {
            return socket.trySend(message);
        }

        @Override
        boolean doReceive() {
            return socket.tryRecv(received.clear()) >= 0;
        }
    }

    /** Sends what it has received, as a forwarder does; the first ones are made. */
    private static final class OfMessages extends Zmq4jPeer {
        private final Msg[] messages = new Msg[BATCH];
        private int sent;
        private int received;

        private OfMessages(Context context, Socket socket, int size) {
            super(socket);
            Arrays.setAll(messages, i -> context.msg(size));
        }

        @Override
        boolean doSend() {
            socket.send(messages[sent]);
            sent = sent < BATCH - 1 ? sent + 1 : 0;
            return true;
        }

        @Override
        boolean doReceive() {
            socket.recv(messages[received]);
            received = received < BATCH - 1 ? received + 1 : 0;
            return true;
        }

        @Override
        public void close() {
            super.close();
            List.of(messages).forEach(Msg::close);
        }
    }

    private static final class OfFilledMessages extends Zmq4jPeer {
        private final Msg message;
        private final Msg received;
        private final int size;

        private OfFilledMessages(Context context, Socket socket, int size) {
            super(socket);
            this.message = context.msg();
            this.received = context.msg();
            this.size = size;
        }

        @Override
        boolean doSend() {
            message.reset(size);
            message.data().put(0, (byte) 1);
            return socket.send(message) == size;
        }

        @Override
        boolean doReceive() {
            return socket.recv(received) == size;
        }

        @Override
        public void close() {
            super.close();
            message.close();
            received.close();
        }
    }
}
