package io.zmq4j.benchmarks.jmh;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability;
import java.time.Duration;

/**
 * zmq4j on one of its backends. Its forms: {@code array} sends and receives a {@code byte[]}, {@code heap} and
 * {@code direct} a {@code ByteBuffer} of these kinds, {@code msg} a {@code Msg} that was received (a forwarder),
 * {@code filled} a {@code Msg} that is sized for each send; {@code try} is {@code heap} with trySend and tryRecv.
 */
final class Zmq4jEngine implements Engine {
    private final Context context;
    private final String form;

    Zmq4jEngine(String name, String form) {
        this.context = backend(name).context();
        this.form = form;
    }

    /** The backend of a name such as {@code native/jna}; fails when it turns out to be another one. */
    static Backend backend(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            System.setProperty("zmq4j.native.binding", name.substring(slash + 1));
        }
        Backend backend = Zmq.backend(slash > 0 ? name.substring(0, slash) : name);
        String binding = backend.availability() instanceof Availability.Available found ? found.binding() : "none";
        String opened = slash > 0 ? backend.name() + "/" + binding : backend.name();
        if (!opened.equals(name)) {
            throw new IllegalStateException("to be measured is " + name + ", but this is " + opened);
        }
        return backend;
    }

    @Override
    public Peer socket(String type, int size) {
        Socket socket = context.socket(SocketType.valueOf(type));
        socket.set(SocketOptions.SNDTIMEO, Duration.ofMillis(Peer.PATIENCE_MILLIS));
        socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(Peer.PATIENCE_MILLIS));
        socket.set(SocketOptions.LINGER, Duration.ZERO);
        if (type.equals("SUB")) {
            socket.set(SocketOptions.SUBSCRIBE, new byte[0]);
        }
        return Zmq4jPeer.of(form, context, socket, size);
    }

    @Override
    public void close() {
        context.close();
    }
}
