package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import zmq.Ctx;

/**
 * Knows which {@code inproc} endpoints of a context are bound, so that a second bind is refused before JeroMQ sees it.
 *
 * <p>Repairs JeroMQ 0.6.0: a duplicate bind answers EADDRINUSE and nevertheless takes the endpoint over
 * ({@code Ctx.registerEndpoint} puts before it looks). It can go when, without it, the first socket still receives
 * after a second one failed to bind.
 *
 * <p>It also unbinds what a socket that is closed had bound: JeroMQ does so some time later, on another thread, and
 * until then a new bind of the same endpoint would fail.
 *
 * <p>And it lets sockets that connected before the bind leave on their own thread. JeroMQ gives both ends of such a
 * connection to the one who waits, whose commands the reaper processes once it is closed; meanwhile the bind, or the
 * end of the context, which binds what was never bound, may take one of the ends over: two threads change it at once,
 * and the context never ends, or breaks off. It can go when {@code EarlyLeaveTest} passes without it.
 */
final class InprocRegistry {
    private static final boolean LEAVES_EARLY = Safeguard.isOn("early-leave");

    private final Map<String, JeroMqSocketResource> owners = new ConcurrentHashMap<>();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Lock serving = new ReentrantLock();

    void claim(String endpoint, JeroMqSocketResource owner) {
        if (owners.putIfAbsent(endpoint, owner) != null && Safeguard.isOn("inproc-registry")) {
            throw new ZmqException(ErrorCode.EADDRINUSE, endpoint + " is bound already in this context");
        }
    }

    boolean isBound(String endpoint) {
        return owners.containsKey(endpoint);
    }

    void free(String endpoint, JeroMqSocketResource owner) {
        owners.remove(endpoint, owner);
    }

    boolean isBound(String endpoint, JeroMqSocketResource owner) {
        return owners.get(endpoint) == owner;
    }

    /** Somebody connects before the bind. */
    void awaits(String endpoint) {
        awaited.add(endpoint);
    }

    /** Endpoints that somebody has connected to before they are bound; who has perhaps left again. */
    List<String> awaited() {
        return List.copyOf(awaited);
    }

    /** Binds, and serves those who wait. */
    void bind(Ctx ctx, String endpoint, Runnable bind) {
        serving.lock();
        try {
            if (awaited.contains(endpoint)) {
                ReaperPause.during(ctx, bind);
                awaited.remove(endpoint);
            } else {
                bind.run();
            }
        } finally {
            serving.unlock();
        }
    }

    /** Whether who has connected to it before the bind may still wait. */
    boolean isAwaited(String endpoint) {
        return LEAVES_EARLY && awaited.contains(endpoint);
    }

    /** Lets a socket leave an endpoint; one that may still wait for it takes in the end of its connection at once. */
    void leave(String endpoint, Runnable leave, Runnable takeIn) {
        if (!isAwaited(endpoint)) {
            leave.run();
            return;
        }
        serving.lock();
        try {
            leave.run();
            takeIn.run();
        } finally {
            serving.unlock();
        }
    }

    /** Unbinds all that a socket has bound. */
    void leave(JeroMqSocketResource owner, PlainGate gate) {
        for (String endpoint : List.copyOf(owners.keySet())) {
            if (isBound(endpoint, owner)) {
                if (endpoint.equals(PlainGate.ENDPOINT)) {
                    gate.handlerLeaves(owner);
                } else {
                    if (Safeguard.isOn("inproc-close")) {
                        owner.leave(endpoint);
                    }
                    free(endpoint, owner);
                }
            }
        }
    }
}
