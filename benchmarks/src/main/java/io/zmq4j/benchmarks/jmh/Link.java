package io.zmq4j.benchmarks.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A socket that is bound, and others that are connected to it, for messages of one size. */
final class Link implements AutoCloseable {
    private final Engine engine;
    private final Peer bound;
    private final List<Peer> connected = new ArrayList<>();

    /**
     * Opens the sockets.
     *
     * @param pattern their types, such as {@code PUSH/PULL}: first the connected ones', then the bound one's
     * @param connections how many connect
     */
    Link(Engine engine, String pattern, String transport, int connections, int size) {
        this.engine = engine;
        int slash = pattern.indexOf('/');
        String endpoint = endpoint(transport);
        bound = engine.socket(pattern.substring(slash + 1), size);
        bound.bind(endpoint);
        for (int i = 0; i < connections; i++) {
            Peer peer = engine.socket(pattern.substring(0, slash), size);
            peer.connect(endpoint);
            connected.add(peer);
        }
    }

    /** Chosen beforehand, as not every engine tells where it has bound. */
    static String endpoint(String transport) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = Files.createTempDirectory("zmq4j");
            folder.toFile().deleteOnExit();
            return switch (transport) {
                case "tcp" -> "tcp://127.0.0.1:" + free.getLocalPort();
                case "ipc" -> "ipc://" + folder.resolve("socket");
                default -> transport + "://benchmark";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Peer bound() {
        return bound;
    }

    Peer connected() {
        return connected.get(0);
    }

    List<Peer> allConnected() {
        return connected;
    }

    @Override
    public void close() {
        connected.forEach(Peer::close);
        bound.close();
        engine.close();
    }
}
