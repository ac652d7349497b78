package io.zmq4j.tck.differential;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is bound to which name, who is connected to it, and who waits for it to be bound. */
final class ModelNames {
    private static final String CONNECT_SHOWS = "XPB-016";

    private final Choices choices;
    private final Map<String, ModelSocket> bound = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    private record Connection(String name, ModelSocket socket, ModelPipe pipe) {
        boolean waits() {
            return pipe.isUnmet();
        }
    }

    ModelNames(Choices choices) {
        this.choices = choices;
    }

    void bind(ModelSocket socket, String name) {
        if (bound.putIfAbsent(name, socket) != null) {
            throw new ZmqException(ErrorCode.EADDRINUSE, "bound already");
        }
        socket.options().attached();
        List<ModelPipe> waiting = connections.stream()
                .filter(each -> each.name().equals(name) && each.waits())
                .map(each -> each.pipe().peer())
                .toList();
        waiting.forEach(end -> end.meet(socket));
    }

    void connect(ModelSocket socket, String name) {
        boolean waits = !bound.containsKey(name);
        if (waits
                && socket instanceof ModelSubscriber subscriber
                && socket.model().deviates(CONNECT_SHOWS)) {
            subscriber.withoutTopics(() -> attach(socket, name));
        } else {
            attach(socket, name);
        }
    }

    private void attach(ModelSocket socket, String name) {
        ModelPipe pipe = new ModelPipe(socket);
        socket.options().attached();
        socket.attached(pipe);
        connections.add(new Connection(name, socket, pipe));
        ModelSocket other = bound.get(name);
        if (other != null && pipe.isConnected()) {
            pipe.peer().meet(other);
        }
    }

    /** Connections stay. */
    void unbind(ModelSocket socket, String name) {
        if (!bound.remove(name, socket)) {
            throw new ZmqException(ErrorCode.ENOENT, "not bound");
        }
    }

    void disconnect(ModelSocket socket, String name) {
        List<Connection> mine = connections.stream()
                .filter(each -> each.name().equals(name) && each.socket().equals(socket))
                .toList();
        boolean over = mine.stream().allMatch(each -> each.pipe().isGone());
        if (mine.isEmpty() || (over && choices.of(2) == 0)) { // the peer may have ended it
            throw new ZmqException(ErrorCode.ENOENT, "not connected");
        }
        boolean asks = socket.type() == SocketType.ROUTER || socket.type() == SocketType.REP;
        if (asks && mine.stream().anyMatch(Connection::waits)) {
            throw new ZmqException(ErrorCode.EFSM, "not before it is bound");
        }
        mine.forEach(this::end);
    }

    /**
     * What was sent to somebody who has not come yet is kept for them, or not; and so is what somebody has sent who has
     * left.
     */
    private void end(Connection connection) {
        if (!connection.waits() && !connection.pipe().isConnected() && choices.of(2) == 0) {
            connections.remove(connection);
            return;
        }
        if (connection.waits() && connection.pipe().peer().hasMessage() && choices.of(2) == 0) {
            connection.pipe().close();
            return;
        }
        connections.remove(connection);
        connection.pipe().close();
    }

    void leave(ModelSocket socket) {
        bound.values().removeIf(socket::equals);
        for (Connection connection : List.copyOf(connections)) {
            if (connection.socket().equals(socket)) {
                end(connection);
            }
        }
    }
}
