package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.SocketResource;
import zmq.SocketBase;
import zmq.ZMQ;

/** Closes a JeroMQ socket, with all that belongs to it. */
final class JeroMqSocketResource extends SocketResource {
    private final JeroMqContext context;
    private final SocketBase engine;
    private final JeroMqWaiter waiter;

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

    /** Unbinds an {@code inproc} endpoint; finding that it is not bound any more is no failure. */
    void leave(String endpoint) {
        Uninterrupted.call(() -> engine.termEndpoint(endpoint));
    }

    @Override
    protected void release(int lingerMillis) {
        boolean interrupted = Uninterrupted.begin();
        try {
            if (lingerMillis != KEEP_LINGER) {
                boundLinger(lingerMillis);
            }
            context.inproc().leave(this, context.plainGate());
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
