package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import zmq.Ctx;
import zmq.SocketBase;
import zmq.socket.LB;

/**
 * The assertions of JeroMQ that must be on, or off, whatever the command line says.
 *
 * <p>On: the one of the load balancer that tells of a peer that has gone: nothing else does, and without it the frame
 * is with another peer already ({@link HalfSentMessage}). Off: those that a PAIR breaks which connects over inproc, to
 * what is not bound yet, though it has a peer. It turns the new one away, as it should, before the first frame of the
 * connection is written; with the assertions the connect fails, and the context never ends.
 */
final class EngineAssertions {
    private EngineAssertions() {}

    /** To be called before the classes are initialized, by the first context. */
    static void set() {
        ClassLoader loader = LB.class.getClassLoader();
        if (loader == null) {
            return;
        }
        if (Safeguard.isOn("loss-visible")) {
            loader.setClassAssertionStatus(LB.class.getName(), true);
        }
        if (Safeguard.isOn("turned-away")) {
            loader.setClassAssertionStatus(SocketBase.class.getName(), false);
            loader.setClassAssertionStatus(Ctx.class.getName(), false);
        }
    }
}
