package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.ZmqException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The inproc endpoints of one context: who is bound, who waits for the bind, and whether somebody who waited has left.
 *
 * <p>A connect that comes before its bind leaves a half-made connection behind in libzmq 4.3.4, also when its socket
 * disconnects or closes, and the bind trusts it to be whole ({@code ctx.cpp}, {@code xpub.cpp}): three cases end the
 * process, and are refused here. Can go when libzmq forgets such connections as their sockets leave.
 */
final class InprocNames {
    static final String TRANSPORT = "inproc";

    private static final boolean EACH_ITS_OWN = Safeguard.isOn("inproc-endpoint-kind");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SocketResource> bound = new HashMap<>();
    private final Map<String, Set<SocketResource>> waiting = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    /** Names that a socket waits for that is sent the routing id of the one who binds. */
    private final Set<String> asked = new HashSet<>();

    String bind(AbstractSocket socket, Endpoint endpoint) {
        String name = endpoint.text();
        lock.lock();
        try {
            checkWelcome(socket, name);
            checkPair(socket, name);
            String result = socket.doBind(endpoint);
            bound.put(name, socket.resource());
            waiting.remove(name);
            left.remove(name);
            asked.remove(name);
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** The welcome message is sent to all who waited, and none may have left. */
    private void checkWelcome(AbstractSocket socket, String name) {
        if (left.contains(name) && socket.welcomes() && Safeguard.isOn("welcome-inproc")) {
            throw new WrongStateException("socket " + socket.label() + " has XPUB_WELCOME_MSG, and one that had"
                    + " connected to '" + name + "' before it was bound has left: bind first, then set the message");
        }
    }

    /** A PAIR turns all but the first away, and the routing id is sent to those too. */
    private void checkPair(AbstractSocket socket, String name) {
        if (socket.type() == SocketType.PAIR && asked.contains(name) && Safeguard.isOn("pair-inproc")) {
            throw new WrongStateException(
                    "socket " + socket.label() + " is a PAIR, and a ROUTER or REP has connected to '" + name
                            + "', which do not go together: take another name");
        }
    }

    void unbind(AbstractSocket socket, Endpoint endpoint) {
        lock.lock();
        try {
            if (!isBound(socket, endpoint) && EACH_ITS_OWN) {
                throw new ZmqException(
                        ErrorCode.ENOENT, "socket " + socket.label() + " is not bound to '" + endpoint + "'");
            }
            checkRoutingId(socket, endpoint.text()); // the engine's unbind ends connections, too
            socket.doUnbind(endpoint);
            bound.remove(endpoint.text(), socket.resource());
            leave(endpoint.text(), socket.resource());
        } finally {
            lock.unlock();
        }
    }

    void connect(AbstractSocket socket, Endpoint endpoint) {
        String name = endpoint.text();
        lock.lock();
        try {
            boolean waits = !bound.containsKey(name);
            if (waits) {
                checkConflate(socket, name);
            }
            socket.doConnect(endpoint);
            if (waits) {
                waiting.computeIfAbsent(name, key -> new HashSet<>()).add(socket.resource());
                if (asks(socket)) {
                    asked.add(name);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The routing id waits in the connection as a message, and with CONFLATE its end replaces it. */
    private static void checkConflate(AbstractSocket socket, String name) {
        if (socket.conflates() && Safeguard.isOn("conflate-inproc")) {
            throw new ZmqException(
                    ErrorCode.ECONNREFUSED,
                    "socket " + socket.label() + " has CONFLATE, which connects over inproc only to what is bound:"
                            + " bind '" + name + "' first");
        }
    }

    /** For the engines this is the same call as unbind: it would take the name back. */
    void disconnect(AbstractSocket socket, Endpoint endpoint) {
        lock.lock();
        try {
            if (isBound(socket, endpoint) && EACH_ITS_OWN) {
                throw new ZmqException(
                        ErrorCode.ENOENT,
                        "socket " + socket.label() + " is bound to '" + endpoint + "', not connected: unbind it");
            }
            checkRoutingId(socket, endpoint.text());
            socket.doDisconnect(endpoint);
            leave(endpoint.text(), socket.resource());
        } finally {
            lock.unlock();
        }
    }

    private boolean isBound(AbstractSocket socket, Endpoint endpoint) {
        return socket.resource().equals(bound.get(endpoint.text()));
    }

    /**
     * These types are sent the routing id of the one who binds. Closing is safe: the bind asks whether they are open.
     */
    private void checkRoutingId(AbstractSocket socket, String name) {
        if (asks(socket) && waits(name, socket.resource()) && Safeguard.isOn("disconnect-waiting")) {
            throw new WrongStateException("socket " + socket.label() + " waits for '" + name
                    + "' to be bound, and cannot disconnect from it before: close the socket");
        }
    }

    private static boolean asks(AbstractSocket socket) {
        return socket.type() == SocketType.ROUTER || socket.type() == SocketType.REP;
    }

    private boolean waits(String name, SocketResource socket) {
        return waiting.getOrDefault(name, Set.of()).contains(socket);
    }

    /** A socket is about to be closed. */
    void forget(SocketResource socket) {
        lock.lock();
        try {
            bound.values().removeIf(socket::equals);
            waiting.keySet().forEach(name -> leave(name, socket));
        } finally {
            lock.unlock();
        }
    }

    private void leave(String name, SocketResource socket) {
        Set<SocketResource> those = waiting.get(name);
        if (those != null && those.remove(socket)) {
            left.add(name);
        }
    }
}
