package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.SocketResource;
import java.util.HashSet;
import java.util.Set;
import zmq.SocketBase;
import zmq.ZMQ;

/** Closes a JeroMQ socket, with all that belongs to it. */
final class JeroMqSocketResource extends SocketResource {
    private final JeroMqContext context;
    private final SocketBase engine;
    private final JeroMqWaiter waiter;

    /** Endpoints that it connected to before they were bound. */
    private final Set<String> awaited = new HashSet<>();

    JeroMqSocketResource(JeroMqContext context, SocketBase engine) {
        this.context = context;
        this.engine = engine;
        this.waiter = new JeroMqWaiter(engine);
    }

    SocketBase engine() {
        return engine;
    }

    JeroMqWaiter waiter() {
        return waiter;
    }

    /** Its socket connects before the bind. */
    void awaits(String endpoint) {
        awaited.add(endpoint);
    }

    /** Leaves an {@code inproc} endpoint; finding that it has left it already is no failure. */
    void leave(String endpoint) {
        Uninterrupted.call(() -> engine.termEndpoint(endpoint));
    }

    private void takeIn() {
        Uninterrupted.call(() -> engine.getSocketOpt(ZMQ.ZMQ_EVENTS) >= 0);
    }

    @Override
    protected void release(int lingerMillis) {
        boolean interrupted = Uninterrupted.begin();
        try {
            if (lingerMillis != KEEP_LINGER) {
                boundLinger(lingerMillis);
            }
            InprocRegistry inproc = context.inproc();
            inproc.leave(this, context.plainGate());
            for (String endpoint : awaited) {
                if (inproc.isAwaited(endpoint)) {
                    inproc.leave(endpoint, () -> leave(endpoint), this::takeIn);
                }
            }
        } finally {
            engine.close();
            waiter.dispose();
            Uninterrupted.end(interrupted);
        }
    }

    private void boundLinger(int bound) {
        int inForce = engine.getSocketOpt(ZMQ.ZMQ_LINGER);
        if (inForce < 0 || inForce > bound) {
            engine.setSocketOpt(ZMQ.ZMQ_LINGER, bound);
        }
    }
}
