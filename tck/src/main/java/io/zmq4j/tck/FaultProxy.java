package io.zmq4j.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands between two sockets on the wire, and does to their first connections what bad networks do: which fault strikes
 * after how many bytes follows from the seed. Later connections are left in peace.
 */
final class FaultProxy implements AutoCloseable {
    private static final int MOST_FAULTS = 4;
    private static final int LATEST_BYTE = 20_000;
    private static final int DRIPPED = 2000;
    private static final int LONGEST_DELAY_NANOS = 2_000_000;

    /** What happens to a connection. */
    enum Kind {
        /** Everything takes a while, and is cut some time. */
        DELAY,
        /** Bytes arrive one by one, and are cut some time. */
        DRIP,
        /** Closed in good order, in the middle of something. */
        CUT,
        /** Reset. */
        RESET,
        /** One direction falls silent, the other goes on. */
        HALF_OPEN,
        /** Both directions fall silent, and nobody is told. */
        BLACK_HOLE
    }

    /**
     * One fault.
     *
     * @param kind what
     * @param after how many bytes of both directions
     * @param forward which direction falls silent when only one does: that of the connecting side
     */
    record Fault(Kind kind, int after, boolean forward) {}

    private final ServerSocket listener = RawPeer.listen();
    private final int target;
    private final List<Fault> plan;
    private final long seed;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();

    FaultProxy(String server, long seed) throws IOException {
        this.seed = seed;
        target = RawPeer.port(server);
        plan = plan(new Random(seed));
        daemon(this::acceptAll);
    }

    private static List<Fault> plan(Random random) {
        List<Fault> plan = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_FAULTS);
        for (int i = 0; i < count; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            // small numbers more often: they fall into the handshake
            int after = random.nextInt(1 + random.nextInt(LATEST_BYTE));
            plan.add(new Fault(kind, after, random.nextInt(4) > 0));
        }
        return plan;
    }

    String endpoint() {
        return RawPeer.endpoint(listener);
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    /** Whether all faults have happened. */
    boolean isThrough() {
        return struck.get() >= plan.size();
    }

    @Override
    public String toString() {
        return "connections " + connections + ", faults " + plan;
    }

    private void acceptAll() {
        try {
            listener.setSoTimeout(0);
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(Loopback.ADDRESS, target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                new Connection(client, server, connections.getAndIncrement()).start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fault proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection, with what happens to it. */
    private final class Connection {
        private final Socket client;
        private final Socket server;
        private final @Nullable Fault fault;
        private final Random random;
        private final AtomicInteger passed = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Connection(Socket client, Socket server, int number) {
            this.client = client;
            this.server = server;
            fault = number < plan.size() ? plan.get(number) : null;
            random = new Random(seed * 31 + number);
        }

        void start() {
            daemon(() -> pump(client, server, true));
            daemon(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean forward) {
            byte[] buffer = new byte[8192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    pass(buffer, count, out, forward);
                }
            } catch (IOException e) {
                // One of the two has ended the connection.
            } finally {
                strike(); // it ended before its time
            }
        }

        private void strike() {
            if (fault != null && over.compareAndSet(false, true)) {
                struck.incrementAndGet();
            }
        }

        private void pass(byte[] buffer, int count, OutputStream out, boolean forward) throws IOException {
            int before = passed.getAndAdd(count);
            if (fault == null || before + count <= fault.after()) {
                out.write(buffer, 0, count);
                return;
            }
            if (before > fault.after() + LATEST_BYTE) {
                end(); // the next one has its fault, too
                return;
            }
            int well = Math.max(0, fault.after() - before);
            out.write(buffer, 0, well);
            strike();
            switch (fault.kind()) {
                case DELAY -> {
                    LockSupport.parkNanos(random.nextInt(LONGEST_DELAY_NANOS));
                    out.write(buffer, well, count - well);
                }
                case DRIP -> {
                    int slow = Math.min(count, well + DRIPPED);
                    for (int i = well; i < slow; i++) {
                        out.write(buffer, i, 1);
                    }
                    out.write(buffer, slow, count - slow);
                }
                case CUT -> end();
                case RESET -> {
                    client.setSoLinger(true, 0);
                    server.setSoLinger(true, 0);
                    end();
                }
                case HALF_OPEN -> {
                    if (forward != fault.forward()) {
                        out.write(buffer, well, count - well);
                    }
                }
                case BLACK_HOLE -> {
                    // nothing arrives any more
                }
            }
        }

        private void end() throws IOException {
            client.close();
            server.close();
        }
    }
}
