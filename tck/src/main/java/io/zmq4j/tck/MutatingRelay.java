package io.zmq4j.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes one connection on, with a {@link Mutation} of what the client says. */
final class MutatingRelay implements AutoCloseable {
    private final ServerSocket listener = RawPeer.listen();
    private final Socket server;
    private final Mutation mutation;
    private volatile boolean over;

    MutatingRelay(String target, Mutation mutation) throws IOException {
        this.mutation = mutation;
        server = new Socket(Loopback.ADDRESS, RawPeer.port(target));
        server.setTcpNoDelay(true);
        daemon(this::accept);
    }

    String endpoint() {
        return RawPeer.endpoint(listener);
    }

    /** Whether everything has happened that is going to: all was changed, or a side has had enough. */
    boolean isOver() {
        return over;
    }

    private void accept() {
        try (Socket client = listener.accept()) {
            listener.close();
            client.setTcpNoDelay(true);
            daemon(() -> pump(server, client));
            byte[] buffer = new byte[8192];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(mutation.apply(buffer, count));
                over = mutation.isDone();
            }
        } catch (IOException e) {
            // One of the two has ended the connection.
        } finally {
            over = true;
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has ended the connection.
        } finally {
            over = true;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mutating relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        server.close();
    }
}
