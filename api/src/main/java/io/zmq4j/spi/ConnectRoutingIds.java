package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps CONNECT_ROUTING_ID away from ids that a peer may have: libzmq up to 4.3.5 answers a clash with {@code abort()}.
 *
 * <p>An id is refused on a ROUTER that was bound or connected without one (a remote peer may have chosen it), when it
 * was used before on this socket, also by a connection that has ended, and when it starts with a zero byte, as the
 * engines' own ids do.
 */
final class ConnectRoutingIds {
    private static final boolean ON = Safeguard.isOn("connect-routing-ids");

    private final Set<ByteBuffer> used = new HashSet<>();
    private boolean othersMayExist;
    private boolean pending;

    void set(SocketType type, byte[] id) {
        if (!ON) {
            return;
        }
        if (id.length > 0 && id[0] == 0) {
            throw refuse("must not start with a zero byte: such ids are the engine's own");
        }
        if (othersMayExist && type == SocketType.ROUTER) {
            throw refuse("is refused after a bind, or a connect without it: a peer may have the same id");
        }
        if (!used.add(ByteBuffer.wrap(id.clone()))) {
            throw refuse("was used before on this socket");
        }
        pending = true;
    }

    /** With an id waiting for its connect a peer could come by the bind and take it. */
    void checkBind(SocketType type) {
        if (pending && type == SocketType.ROUTER) {
            throw refuse("was set: connect first, then bind");
        }
    }

    void bound() {
        othersMayExist = true;
    }

    void connected() {
        othersMayExist |= !pending;
        pending = false;
    }

    private static ZmqException refuse(String why) {
        return new ZmqException(ErrorCode.EINVAL, "CONNECT_ROUTING_ID " + why);
    }
}
