package io.zmq4j.spi;

import java.util.concurrent.atomic.AtomicInteger;

/** What the skeletons hold of a backend. */
final class EngineCount {
    final AtomicInteger sockets = new AtomicInteger();
    final AtomicInteger waiters = new AtomicInteger();
    final AtomicInteger watched = new AtomicInteger();
    final AtomicInteger pollers = new AtomicInteger();
    final AtomicInteger monitors = new AtomicInteger();
    final AtomicInteger contexts = new AtomicInteger();

    @Override
    public String toString() {
        return "sockets " + sockets + ", waiters " + waiters + ", watched " + watched + ", pollers " + pollers
                + ", monitors " + monitors + ", contexts " + contexts;
    }
}
