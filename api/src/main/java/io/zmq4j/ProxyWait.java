package io.zmq4j;

import io.zmq4j.spi.Transit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits for the sockets of a proxy. A poller serves one backend: the first backend's is polled by the proxy's thread,
 * every other one by a {@link ProxyCompanion} meanwhile.
 *
 * <p>Every socket is registered for nothing as long as this is open: that keeps it watched, and its closing ends the
 * wait even when nobody waits for it to be ready.
 */
final class ProxyWait implements AutoCloseable {
    private final Map<String, Poller> pollers = new LinkedHashMap<>();
    private final List<ProxyCompanion> companions = new ArrayList<>();
    private final Poller first;

    ProxyWait(Collection<Socket> sockets) {
        sockets.forEach(Transit::checkOpen); // a better reason than that there is no poller to be had
        try {
            for (Socket socket : sockets) {
                pollerOf(socket).add(PollItem.of(socket));
            }
            first = pollers.values().iterator().next();
            pollers.values().stream()
                    .skip(1)
                    .forEach(poller -> companions.add(new ProxyCompanion(poller, first::wakeup)));
        } catch (RuntimeException | Error e) {
            close();
            sockets.forEach(Transit::checkOpen); // a context that was closed just now
            throw e;
        }
    }

    private Poller pollerOf(Socket socket) {
        Context context = socket.context();
        return pollers.computeIfAbsent(context.backend().name(), name -> context.poller());
    }

    ProxyInterest interest(Socket socket, PollEvent event) {
        return new ProxyInterest(pollerOf(socket), PollItem.of(socket, event));
    }

    /**
     * Waits until something that was registered is ready, a socket is closed, somebody wakes it, or time has passed.
     */
    void await(Duration limit) {
        companions.forEach(ProxyCompanion::start);
        try {
            first.poll(limit);
        } finally {
            companions.forEach(ProxyCompanion::stop);
        }
        companions.forEach(ProxyCompanion::check);
    }

    void wakeup() {
        first.wakeup();
    }

    @Override
    public void close() {
        companions.forEach(ProxyCompanion::close);
        pollers.values().forEach(Poller::close);
    }
}
