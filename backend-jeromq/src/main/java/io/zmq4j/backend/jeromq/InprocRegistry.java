package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which {@code inproc} endpoints of a context are bound, so that a second bind is refused before JeroMQ sees it.
 *
 * <p>Repairs JeroMQ 0.6.0: a duplicate bind answers EADDRINUSE and nevertheless takes the endpoint over
 * ({@code Ctx.registerEndpoint} puts before it looks). It can go when, without it, the first socket still receives
 * after a second one failed to bind.
 *
 * <p>It also unbinds what a socket that is closed had bound: JeroMQ does so some time later, on another thread, and
 * until then a new bind of the same endpoint would fail.
 */
final class InprocRegistry {
    private final Map<String, JeroMqSocketResource> owners = new ConcurrentHashMap<>();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

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

    /** Whether somebody has connected before this bind, and perhaps left again. */
    boolean endsWaiting(String endpoint) {
        return awaited.remove(endpoint);
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
