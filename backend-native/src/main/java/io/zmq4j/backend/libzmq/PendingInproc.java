package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The {@code inproc} endpoints of one context that were connected to and are not bound, which have to be before the
 * context ends.
 *
 * <p>libzmq 4.3.4 does that itself, with a socket for each, and ends the process when it gets none: no descriptor is
 * left, or there are more of these endpoints than sockets. It can go when {@code NativeDescriptorLimitTest} passes
 * without it.
 */
final class PendingInproc {
    private static final int PAIR = 0;
    private static final long RETRY_NANOS = 1_000_000;

    private final Set<String> bound = new HashSet<>();
    private final Set<String> pending = new HashSet<>();

    synchronized void bind(String endpoint, Runnable bind) {
        bind.run();
        bound.add(endpoint);
        pending.remove(endpoint);
    }

    synchronized void connect(String endpoint, Runnable connect) {
        connect.run();
        if (!bound.contains(endpoint)) {
            pending.add(endpoint);
        }
    }

    /** Unbound, perhaps not yet in the library: whoever connects now counts as pending, which does no harm. */
    synchronized void free(Iterable<String> endpoints) {
        endpoints.forEach(bound::remove);
    }

    /**
     * Closes a socket after it has left what is pending. Both ends of such a connection belong to it, and libzmq 4.3.4
     * hands the other one over to whoever binds while its own thread closes the socket: sometimes that ends the
     * process, as by a ROUTER or REP that had connected twice when a PAIR binds (SIGSEGV in 1 of 30,000 rounds on two
     * cores in C; 0 of 360,000 when they leave first).
     */
    synchronized void close(Set<String> connected, Consumer<String> leave, Runnable close) {
        if (Safeguard.isOn("close-waiting")) {
            connected.stream().filter(pending::contains).forEach(leave);
        }
        close.run();
    }

    /** Something connected to it, and its socket is closed by now. */
    synchronized void left(String endpoint) {
        pending.add(endpoint);
    }

    private synchronized List<String> takeAll() {
        List<String> all = List.copyOf(pending);
        pending.clear();
        return all;
    }

    /**
     * Binds each of them, once; all sockets of the user are closed. Waits until there are descriptors and the library
     * has closed sockets, if need be.
     *
     * @param binding the library
     * @param context the context's handle
     */
    void settle(NativeBinding binding, long context) {
        if (!Safeguard.isOn("pending-inproc")) {
            return;
        }
        for (String endpoint : takeAll()) {
            settle(binding, context, endpoint);
        }
    }

    private void settle(NativeBinding binding, long context, String endpoint) {
        LibZmq zmq = binding.zmq();
        long socket = open(binding, context, endpoint);
        try (CText text = new CText(binding.libc(), endpoint)) {
            zmq.zmq_bind(socket, text.address()); // when it is bound already, nothing is pending
        } finally {
            zmq.zmq_close(socket);
        }
    }

    private long open(NativeBinding binding, long context, String endpoint) {
        long socket = binding.zmq().zmq_socket(context, PAIR);
        while (socket == 0) {
            ZmqException failure = binding.errors().failure("the end of the connection to " + endpoint);
            if (failure.code() != ErrorCode.EMFILE) {
                throw failure;
            }
            LockSupport.parkNanos(this, RETRY_NANOS);
            socket = binding.zmq().zmq_socket(context, PAIR);
        }
        return socket;
    }
}
