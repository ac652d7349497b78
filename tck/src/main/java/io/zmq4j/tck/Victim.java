package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is attacked over tcp, in a context of its own, and what shows that neither took harm: a pair of other
 * sockets of the context, and new peers of the socket.
 */
final class Victim implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(10);
    private static final int TURNS = 100;

    private final Security security;
    private final Context context;
    private final Socket socket;
    private final String endpoint;
    private final Socket here;
    private final Socket there;
    private final @Nullable ZapHandler zap;
    private int tokens;

    Victim(Backend backend, SocketType type, Security security) {
        this.security = security;
        context = backend.context();
        zap = security == Security.PLAIN ? new ZapHandler(context, Victim::isAdmin) : null;
        if (zap != null) {
            Task.start("ZAP handler", zap::serve);
        }
        socket = open(type);
        security.server(socket);
        if (type == SocketType.REQ) {
            socket.set(SocketOptions.REQ_RELAXED, true);
            socket.set(SocketOptions.REQ_CORRELATE, true);
        }
        if (type == SocketType.SUB) {
            socket.subscribe("");
        } else if (type == SocketType.XSUB) {
            socket.send(Wire.bytes(1));
        }
        endpoint = socket.bind(Loopback.ANY_PORT);
        here = open(SocketType.PAIR);
        there = open(SocketType.PAIR);
        there.connect(here.bind(Loopback.ANY_PORT));
    }

    private static boolean isAdmin(ZapHandler.Request request) {
        return request.credential(0).equals(Security.USER)
                && request.credential(1).equals(Security.PASSWORD);
    }

    private Socket open(SocketType type) {
        Socket opened = context.socket(type);
        opened.set(SocketOptions.LINGER, Duration.ZERO);
        return opened;
    }

    String endpoint() {
        return endpoint;
    }

    SocketType type() {
        return socket.type();
    }

    Security security() {
        return security;
    }

    /** A type that may talk to it. */
    SocketType peerType() {
        return switch (socket.type()) {
            case PULL -> SocketType.PUSH;
            case PUSH -> SocketType.PULL;
            case PUB, XPUB -> SocketType.SUB;
            case SUB, XSUB -> SocketType.PUB;
            case REQ -> SocketType.REP;
            case REP -> SocketType.REQ;
            case DEALER, ROUTER -> SocketType.DEALER;
            case PAIR -> SocketType.PAIR;
            case STREAM -> SocketType.STREAM;
        };
    }

    // ---- what must go on

    /** Other sockets of the context work, over the same I/O threads. */
    void assertOthersWork() {
        String token = token();
        here.sendText(token, ZmqTck.AWAIT);
        assertEquals(token, there.recvText(ZmqTck.AWAIT));
        there.sendText(token, ZmqTck.AWAIT);
        assertEquals(token, here.recvText(ZmqTck.AWAIT));
    }

    private String token() {
        tokens++;
        return "good " + tokens;
    }

    /**
     * A new peer that behaves gets through, whatever else is connected. Should it not at first, it is another peer that
     * tries: a PAIR socket may have had another partner still, and turned it away for good; a REP socket loses a reply
     * when somebody has sent a request without a delimiter and gone.
     */
    void assertServesNewPeers() {
        ZmqTck.await(socket + " serves a new peer", this::serves);
    }

    private boolean serves() {
        String token = token();
        if (socket.type() == SocketType.STREAM) {
            return servesStream(token);
        }
        try (Socket peer = open(peerType())) {
            security.client(peer);
            if (peer.type() == SocketType.SUB) {
                peer.subscribe("good");
            }
            peer.connect(endpoint);
            return switch (socket.type()) {
                case PUSH, PUB -> passes(socket, peer, token);
                case XPUB -> receives(socket, "\u0001good");
                case REQ -> asks(peer, token);
                case REP -> answers(token, peer);
                default -> passes(peer, socket, token);
            };
        }
    }

    private boolean servesStream(String token) {
        try (HostilePeer peer = HostilePeer.connect(endpoint)) {
            peer.write(Wire.bytes(token));
            return receives(socket, token);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends again and again, because others may get it instead, or the connection is not there yet. */
    private static boolean passes(Socket from, Socket to, String token) {
        for (int turn = 0; turn < TURNS; turn++) {
            from.trySend(Wire.bytes(token));
            if (ends(to, token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean receives(Socket to, String token) {
        for (int turn = 0; turn < TURNS; turn++) {
            if (ends(to, token)) {
                return true;
            }
        }
        return false;
    }

    /** Receives all that is there, until a message that ends so. */
    private static boolean ends(Socket to, String token) {
        for (List<byte[]> message = next(to); message != null; message = next(to)) {
            if (last(message).equals(token)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable List<byte[]> next(Socket from) {
        try {
            return from.recvMultipart(TURN);
        } catch (WouldBlockException e) {
            return null;
        }
    }

    private static String last(List<byte[]> message) {
        return new String(message.get(message.size() - 1), StandardCharsets.UTF_8);
    }

    /** The REQ socket is the victim: another peer may get its request, and never answer. */
    private boolean asks(Socket rep, String token) {
        boolean sent = false;
        for (int turn = 0; turn < TURNS; turn++) {
            sent = sent || socket.trySend(Wire.bytes(token));
            @Nullable List<byte[]> request = next(rep);
            if (request != null) {
                rep.send(request, ZmqTck.AWAIT);
                return receivesOne(socket, token);
            }
        }
        return false;
    }

    private static boolean receivesOne(Socket from, String token) {
        @Nullable List<byte[]> message = null;
        for (int turn = 0; turn < TURNS && message == null; turn++) {
            message = next(from);
        }
        return message != null && last(message).equals(token);
    }

    /** The REP socket is the victim: it answers whatever others asked. */
    private boolean answers(String token, Socket req) {
        req.sendText(token, ZmqTck.AWAIT);
        for (int turn = 0; turn < TURNS; turn++) {
            for (List<byte[]> request = next(socket); request != null; request = next(socket)) {
                socket.send(request, ZmqTck.AWAIT);
                if (last(request).equals(token)) {
                    return receivesOne(req, token);
                }
            }
        }
        return false;
    }

    /** Closes the context; that takes no longer than anything else. */
    @Override
    public void close() {
        try {
            if (!context.close(ZmqTck.AWAIT)) {
                throw new AssertionError(context + " does not end");
            }
        } finally {
            Reference.reachabilityFence(this); // none of its sockets counts as abandoned before
        }
    }
}
