package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.WouldBlockException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that are delayed, torn and forgotten, by {@link FaultProxy}: no message arrives twice, torn, or before an
 * earlier one of its connection, no reply answers another request, and once the network is well again, so are the
 * sockets. Messages may be missing: ZeroMQ loses those that were under way in a connection that ended.
 */
public class FaultTck extends ZmqTck {
    /** Replays one seed. */
    static final String SEED = "zmq4j.test.seed";

    private static final int ENOUGH = 40;
    private static final long PACE_NANOS = 200_000;
    private static final Duration TURN = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Patterns of messages. */
    protected enum Pattern {
        /** One way. */
        PUSH_PULL,
        /** In turn, with REQ_RELAXED and REQ_CORRELATE. */
        RELAXED_REQ_REP,
        /** In turn, with another REQ socket when there is no reply. */
        NEW_REQ_REP,
        /** To those who subscribed. */
        PUB_SUB,
        /** Both ways at once. */
        DEALER_ROUTER
    }

    /** Of the backend that a subclass names. */
    public FaultTck() {}

    /**
     * The backend of the socket that binds.
     *
     * @return the backend under test
     */
    protected Backend bound() {
        return backend();
    }

    /**
     * The backend of the socket that connects.
     *
     * @return the backend under test
     */
    protected Backend connected() {
        return backend();
    }

    @ParameterizedTest
    @EnumSource
    @Rule({"FLT-001", "FLT-002", "FLT-004"})
    void historyIsSound(Pattern pattern) throws Exception {
        Long only = Long.getLong(SEED);
        if (only != null) {
            run(pattern, only);
            return;
        }
        int seeds = Scale.pick(2, 50, 2000);
        for (long seed = 1; seed <= seeds; seed++) {
            run(pattern, seed);
        }
    }

    private void run(Pattern pattern, long seed) throws Exception {
        Socket server = tuned(
                bound(),
                switch (pattern) {
                    case PUSH_PULL -> SocketType.PULL;
                    case RELAXED_REQ_REP, NEW_REQ_REP -> SocketType.REP;
                    case PUB_SUB -> SocketType.PUB;
                    case DEALER_ROUTER -> SocketType.ROUTER;
                });
        // patterns differ in their faults, too
        long own = seed * 10 + pattern.ordinal();
        try (FaultProxy proxy = new FaultProxy(server.bind(anyEndpoint("tcp")), own)) {
            try {
                switch (pattern) {
                    case PUSH_PULL -> pushPull(server, proxy);
                    case RELAXED_REQ_REP, NEW_REQ_REP -> reqRep(server, proxy, pattern);
                    case PUB_SUB -> pubSub(server, proxy);
                    case DEALER_ROUTER -> dealerRouter(server, proxy);
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(pattern + " with -D" + SEED + "=" + seed + ": " + proxy, e);
            }
        }
        closeEverything();
    }

    /** A socket that notices when its peer falls silent. */
    private Socket tuned(Backend of, SocketType type) {
        Socket socket = socket(newContext(of), type);
        tune(socket);
        return socket;
    }

    private static void tune(Socket socket) {
        socket.set(SocketOptions.RECONNECT_IVL, Duration.ofMillis(2));
        socket.set(SocketOptions.HANDSHAKE_IVL, Duration.ofMillis(500));
        socket.set(SocketOptions.HEARTBEAT_IVL, Duration.ofMillis(100));
        socket.set(SocketOptions.HEARTBEAT_TIMEOUT, Duration.ofMillis(500));
    }

    private static @Nullable List<byte[]> next(Socket from, Duration limit) {
        try {
            return from.recvMultipart(limit);
        } catch (WouldBlockException e) {
            return null;
        }
    }

    // ---- patterns

    private void pushPull(Socket pull, FaultProxy proxy) {
        Socket push = tuned(connected(), SocketType.PUSH);
        push.connect(proxy.endpoint());
        oneWay(push, pull, proxy);
    }

    private void pubSub(Socket pub, FaultProxy proxy) {
        Socket sub = tuned(connected(), SocketType.SUB);
        sub.subscribe("");
        sub.connect(proxy.endpoint());
        oneWay(pub, sub, proxy);
    }

    private void oneWay(Socket from, Socket to, FaultProxy proxy) {
        History history = new History(to.toString());
        AtomicBoolean done = new AtomicBoolean();
        Task<Integer> receiver = start("receiver", () -> {
            while (!done.get()) {
                @Nullable List<byte[]> message = next(to, TURN);
                if (message != null) {
                    history.arrived(message);
                }
            }
            return history.size();
        });
        long[] sent = {0};
        int[] after = {-1};
        await("messages after the faults", () -> {
            if (from.trySend(History.message(sent[0]))) {
                sent[0]++;
            }
            LockSupport.parkNanos(PACE_NANOS);
            if (after[0] < 0 && proxy.isThrough()) {
                after[0] = history.size();
            }
            return receiver.isDone() || (after[0] >= 0 && history.size() >= after[0] + ENOUGH);
        });
        done.set(true);
        receiver.result();
        history.assertOrdered(proxy.connections());
    }

    private void reqRep(Socket rep, FaultProxy proxy, Pattern pattern) {
        History requests = new History(rep.toString());
        AtomicBoolean done = new AtomicBoolean();
        Task<Integer> server = start("server", () -> echo(rep, requests, done, 0));
        Socket req = req(proxy, pattern, null);
        long number = 0;
        int answered = 0;
        long deadline = System.nanoTime() + AWAIT.toNanos();
        while (!proxy.isThrough() || answered < ENOUGH) {
            assertTrue(
                    System.nanoTime() < deadline,
                    () -> "no replies after the faults; " + requests.size() + " requests");
            if (server.isDone()) {
                server.result();
            }
            if (!req.trySend(History.message(number))) {
                LockSupport.parkNanos(PACE_NANOS);
                continue;
            }
            @Nullable List<byte[]> reply = next(req, PATIENCE);
            if (reply != null) {
                assertEquals(number, History.number(reply), "the reply to another request");
                answered += proxy.isThrough() ? 1 : 0;
            } else if (pattern == Pattern.NEW_REQ_REP) {
                req = req(proxy, pattern, req);
            }
            number++;
        }
        done.set(true);
        server.result();
    }

    private Socket req(FaultProxy proxy, Pattern pattern, @Nullable Socket before) {
        if (before != null) {
            before.close();
        }
        Socket req = tuned(connected(), SocketType.REQ);
        if (pattern == Pattern.RELAXED_REQ_REP) {
            req.set(SocketOptions.REQ_RELAXED, true);
            req.set(SocketOptions.REQ_CORRELATE, true);
        }
        req.connect(proxy.endpoint());
        return req;
    }

    /** Sends everything back to where it came from. */
    private static int echo(Socket server, History history, AtomicBoolean done, int envelope) {
        while (!done.get()) {
            @Nullable List<byte[]> message = next(server, TURN);
            if (message != null) {
                history.arrived(message.subList(envelope, message.size()));
                server.send(message, AWAIT);
            }
        }
        return history.size();
    }

    private void dealerRouter(Socket router, FaultProxy proxy) {
        History requests = new History(router.toString());
        AtomicBoolean done = new AtomicBoolean();
        Task<Integer> server = start("server", () -> echo(router, requests, done, 1));
        Socket dealer = tuned(connected(), SocketType.DEALER);
        dealer.connect(proxy.endpoint());
        History replies = new History(dealer.toString());
        long[] sent = {0};
        int[] after = {-1};
        await("replies after the faults", () -> {
            if (dealer.trySend(History.message(sent[0]))) {
                sent[0]++;
            }
            LockSupport.parkNanos(PACE_NANOS);
            for (List<byte[]> reply = tryNext(dealer); reply != null; reply = tryNext(dealer)) {
                assertTrue(requests.has(History.number(reply)), "a reply to nothing");
                replies.arrived(reply);
            }
            if (after[0] < 0 && proxy.isThrough()) {
                after[0] = replies.size();
            }
            return server.isDone() || (after[0] >= 0 && replies.size() >= after[0] + ENOUGH);
        });
        done.set(true);
        server.result();
        requests.assertOrdered(proxy.connections());
        replies.assertOrdered(proxy.connections());
    }

    private static @Nullable List<byte[]> tryNext(Socket from) {
        return from.get(SocketOptions.EVENTS).contains(io.zmq4j.PollEvent.POLLIN) ? from.recvMultipart(AWAIT) : null;
    }
}
