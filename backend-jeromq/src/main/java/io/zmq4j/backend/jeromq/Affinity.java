package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import zmq.ZMQ;

/**
 * AFFINITY of one socket.
 *
 * <p>Repairs JeroMQ 0.6.0, where connections share the options of their socket: they ask for an I/O thread when they
 * reconnect, and when there is none the context never ends. (libzmq's connections keep the options they began with.)
 * The engine is not told of a mask that names no thread; bind and connect refuse then. Can go when a context ends whose
 * connected socket was set such a mask, and whose peer has left.
 */
final class Affinity {
    private final JeroMqContext context;
    private final JeroMqEngine engine;
    private long mask;

    Affinity(JeroMqContext context, JeroMqEngine engine) {
        this.context = context;
        this.engine = engine;
    }

    long mask() {
        return mask;
    }

    void set(long newMask) {
        if (namesAThread(newMask) || !Safeguard.isOn("affinity-of-nobody")) {
            engine.set("AFFINITY", ZMQ.ZMQ_AFFINITY, newMask);
        }
        mask = newMask;
    }

    private boolean namesAThread(long some) {
        int threads = Math.min(context.ctx().get(ZMQ.ZMQ_IO_THREADS), Long.SIZE);
        return some == 0 || Long.numberOfTrailingZeros(some) < threads;
    }

    /** Before a bind or connect that needs an I/O thread. */
    void check() {
        if (!namesAThread(mask)) {
            throw new ZmqException(
                    ErrorCode.EMTHREAD, "AFFINITY 0x" + Long.toHexString(mask) + " names no I/O thread of " + context);
        }
    }
}
