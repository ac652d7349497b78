package io.zmq4j.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zmq4j.Mechanism;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection, whoever made it. */
interface End {
    SocketType type();

    <T> void set(SocketOption<T> option, T value);

    Mechanism mechanism();

    /** Returns where it is bound. */
    String bind(String endpoint);

    void connect(String endpoint);

    void send(List<byte[]> message);

    /** Returns null when no message comes in that time. */
    @Nullable
    List<byte[]> recv(Duration limit);

    default void subscribe(String topic) {
        if (type() == SocketType.XSUB) {
            send(List.of(("\u0001" + topic).getBytes(UTF_8)));
        } else {
            set(SocketOptions.SUBSCRIBE, topic.getBytes(UTF_8));
        }
    }

    /** One of a backend under test. */
    static End of(Socket socket) {
        return new End() {
            @Override
            public SocketType type() {
                return socket.type();
            }

            @Override
            public <T> void set(SocketOption<T> option, T value) {
                socket.set(option, value);
            }

            @Override
            public Mechanism mechanism() {
                return socket.get(SocketOptions.MECHANISM);
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
            public void send(List<byte[]> message) {
                socket.send(message);
            }

            @Override
            public @Nullable List<byte[]> recv(Duration limit) {
                try {
                    return socket.recvMultipart(limit);
                } catch (WouldBlockException e) {
                    return null;
                }
            }
        };
    }
}
