package io.zmq4j.tck.differential;

import io.zmq4j.SocketOption;
import io.zmq4j.SocketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program works on: a backend, or the model. Sockets and messages are known by number, frames are texts, nothing
 * waits. Errors are those of the API.
 */
interface Subject {
    /** Sockets that a program may have. */
    int SOCKETS = 6;
    /** Message objects that a program may have. */
    int MSGS = 3;
    /** What stands for the routing id that a ROUTER made up. */
    String ANYBODY = "?";

    void open(int socket, SocketType type);

    void close(int socket);

    void attach(Verb verb, int socket, String endpoint);

    void set(int socket, SocketOption<?> option, Object value);

    Object get(int socket, SocketOption<?> option);

    /** A whole message; false when it would have to wait. */
    boolean send(int socket, List<String> frames, Form form);

    /** One frame; false when it would have to wait. */
    boolean sendFrame(int socket, String frame, boolean more);

    /** Sends the last whole message that the socket received back, with another last frame. */
    boolean reply(int socket, String text);

    /** A whole message, or null when it would have to wait. */
    @Nullable
    List<String> recv(int socket, Form form);

    /** One frame, with a {@code +} when more follow it, or null when it would have to wait. */
    @Nullable
    String recvFrame(int socket);

    /** POLLIN and POLLOUT, as far as they hold. */
    String events(int socket);

    /** Something done to a message object, and what can be seen of it then. */
    String msg(MsgVerb verb, int msg, int other, String text);

    /** Everything that was done so far is in force afterwards. */
    void settle();

    /** Calls that take an endpoint. */
    enum Verb {
        BIND,
        CONNECT,
        UNBIND,
        DISCONNECT
    }

    /** How a call that cannot go on says so; outcomes do not differ. */
    enum Form {
        TRY,
        DONTWAIT,
        LIMITED
    }

    /** What is done to a message object; {@code PUT} writes through a view that {@code VIEW} kept. */
    enum MsgVerb {
        NEW,
        EMPTY,
        FILL,
        VIEW,
        PUT,
        COPY,
        MOVE,
        RESET,
        CLOSE,
        SEND,
        RECV,
        READ
    }
}
