package io.zmq4j.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Stands between client and server on the wire, and keeps all bytes that pass in either direction. */
final class RecordingRelay implements AutoCloseable {
    private final ServerSocket listener = RawPeer.listen();
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final CountDownLatch closedByServer = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    /** Starts a relay to a server. */
    RecordingRelay(String server) throws IOException {
        target = RawPeer.port(server);
        daemon(this::acceptAll);
    }

    /** Where clients connect to. */
    String endpoint() {
        return RawPeer.endpoint(listener);
    }

    /** Whether these bytes, in one piece, have passed. */
    boolean hasPassed(String text) {
        synchronized (passed) {
            return passed.toString(StandardCharsets.ISO_8859_1)
                    .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    /** How often this text has passed. */
    int count(String text) {
        synchronized (passed) {
            String all = passed.toString(StandardCharsets.ISO_8859_1);
            return all.split(Pattern.quote(text), -1).length - 1;
        }
    }

    /** Ends all connections; others may follow. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Passes nothing on any more, and ends no connection. */
    void fallSilent() {
        silent = true;
    }

    /** Waits until the server ends a connection. */
    boolean awaitClosedByServer() throws InterruptedException {
        return closedByServer.await(RawPeer.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits until either side ends a connection. */
    boolean awaitClosed() throws InterruptedException {
        return closed.await(RawPeer.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void acceptAll() {
        try {
            listener.setSoTimeout(0);
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(Loopback.ADDRESS, target);
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pump(client, server));
                daemon(() -> {
                    pump(server, client);
                    closedByServer.countDown();
                });
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!silent) {
                    synchronized (passed) {
                        passed.write(buffer, 0, count);
                    }
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // one of the two has ended the connection
        } finally {
            closed.countDown();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recording relay");
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
}
