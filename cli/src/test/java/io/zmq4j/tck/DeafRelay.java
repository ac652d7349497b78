package io.zmq4j.tck;

import io.zmq4j.spi.Endpoint;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between client and server. It passes everything of the first connection, and of later ones whatever the server
 * says, but only the handshake (NULL security) of what the client does.
 */
public final class DeafRelay {
    private static final int GREETING_SIZE = 64;

    private final ServerSocket listener;
    private final int target;

    private DeafRelay(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 10, Loopback.ADDRESS);
    }

    /**
     * Opens one, for as long as the JVM lives.
     *
     * @param server where to
     * @return where clients connect to instead
     */
    public static Endpoint to(Endpoint server) {
        try {
            DeafRelay relay = new DeafRelay(RawPeer.port(server.text()));
            daemon(relay::acceptAll);
            return Endpoint.parse(RawPeer.endpoint(relay.listener));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() throws IOException {
        boolean deaf = false;
        while (true) {
            Socket client = listener.accept();
            boolean later = deaf;
            deaf = true;
            daemon(() -> connect(client, later));
        }
    }

    private void connect(Socket client, boolean deaf) throws IOException {
        try (client;
                Socket server = new Socket(Loopback.ADDRESS, target)) {
            daemon(() -> {
                try (server;
                        client) {
                    server.getInputStream().transferTo(client.getOutputStream());
                }
            });
            OutputStream out = server.getOutputStream();
            DataInputStream in = new DataInputStream(client.getInputStream());
            if (deaf) {
                out.write(in.readNBytes(GREETING_SIZE + 1));
                int length = in.readUnsignedByte(); // READY fits into a short frame
                out.write(length);
                out.write(in.readNBytes(length));
                in.transferTo(OutputStream.nullOutputStream());
            } else {
                in.transferTo(out);
            }
        }
    }

    /** Work of a connection, which ends with it. */
    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two has ended the connection.
                    }
                },
                "deaf relay");
        thread.setDaemon(true);
        thread.start();
    }
}
