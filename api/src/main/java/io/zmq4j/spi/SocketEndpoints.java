package io.zmq4j.spi;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;

/** Binds and connects one socket, and takes it from its endpoints again. Guarded by the socket's guard. */
final class SocketEndpoints {
    private final AbstractSocket socket;
    private final AbstractContext context;
    private final SocketType type;
    private final SocketResource resource;
    private final ConnectRoutingIds connectIds = new ConnectRoutingIds();
    private boolean attached;

    SocketEndpoints(AbstractSocket socket, AbstractContext context, SocketType type) {
        this.socket = socket;
        this.context = context;
        this.type = type;
        this.resource = socket.resource();
    }

    ConnectRoutingIds connectIds() {
        return connectIds;
    }

    /** Whether the socket was bound or connected once. */
    boolean isAttached() {
        return attached;
    }

    String bind(String endpoint) {
        Endpoint parsed = checkTransport(endpoint);
        parsed.checkBind();
        checkStream(parsed);
        resource.enter();
        try {
            connectIds.checkBind(type);
            String bound = isInproc(parsed) ? context.inprocNames().bind(socket, parsed) : socket.doBind(parsed);
            attached = true;
            connectIds.bound();
            return bound;
        } finally {
            resource.exit();
        }
    }

    void connect(String endpoint) {
        Endpoint parsed = checkTransport(endpoint);
        parsed.checkConnect();
        checkStream(parsed);
        resource.enter();
        try {
            if (isInproc(parsed)) {
                context.inprocNames().connect(socket, parsed);
            } else {
                socket.doConnect(parsed);
            }
            attached = true;
            connectIds.connected();
        } finally {
            resource.exit();
        }
    }

    void unbind(String endpoint) {
        Endpoint parsed = checkTransport(endpoint);
        resource.enter();
        try {
            socket.checkDetach();
            if (isInproc(parsed)) {
                context.inprocNames().unbind(socket, parsed);
            } else {
                socket.doUnbind(parsed);
            }
        } finally {
            resource.exit();
        }
    }

    void disconnect(String endpoint) {
        Endpoint parsed = checkTransport(endpoint);
        resource.enter();
        try {
            socket.checkDetach();
            if (isInproc(parsed)) {
                context.inprocNames().disconnect(socket, parsed);
            } else {
                socket.doDisconnect(parsed);
            }
        } finally {
            resource.exit();
        }
    }

    /** What comes to a STREAM over inproc are messages; libzmq 4.3.4 ends the process at one of several frames. */
    private void checkStream(Endpoint endpoint) {
        if (type == SocketType.STREAM && isInproc(endpoint) && Safeguard.isOn("stream-inproc")) {
            throw new ZmqException(
                    ErrorCode.ENOCOMPATPROTO,
                    "a STREAM socket exchanges bytes with plain peers: use tcp, was '" + endpoint + "'");
        }
    }

    private static boolean isInproc(Endpoint endpoint) {
        return endpoint.transport().equals(InprocNames.TRANSPORT);
    }

    private Endpoint checkTransport(String endpoint) {
        Endpoint parsed = Endpoint.parse(endpoint);
        context.require(Capability.transport(parsed.transport()));
        return parsed;
    }
}
