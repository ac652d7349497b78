package io.zmq4j.tck;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A peer that speaks ZMTP 3.0 with NULL security by hand, over a plain TCP connection: it sees what an engine puts on
 * the wire, and does only what the test tells it.
 *
 * @see <a href="https://rfc.zeromq.org/spec/23/">RFC 23 (ZMTP)</a>
 */
final class RawPeer implements AutoCloseable {
    /** Longest wait for bytes; long, because it only ends tests that fail. */
    static final int LIMIT_MILLIS = Math.toIntExact(ZmqTck.AWAIT.toMillis());

    private static final int LOOK_MILLIS = 5;

    private static final int MORE = 1;
    private static final int LONG = 2;
    private static final int COMMAND = 4;
    private static final int GREETING_SIZE = 64;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** A frame as it was on the wire: whether it is a command, whether more follow, what is behind flags and length. */
    static final class Frame {
        private final int flags;
        private final byte[] body;

        Frame(int flags, byte[] body) {
            this.flags = flags;
            this.body = body;
        }

        boolean command() {
            return (flags & COMMAND) != 0;
        }

        boolean more() {
            return (flags & MORE) != 0;
        }

        byte[] body() {
            return body;
        }

        /** The name a command starts with, empty for a frame of a message. */
        String name() {
            return command() ? new String(body, 1, body[0], StandardCharsets.US_ASCII) : "";
        }

        /** What follows the name of a command. */
        byte[] argument() {
            return Arrays.copyOfRange(body, 1 + body[0], body.length);
        }
    }

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Connects to an endpoint of {@link Loopback} and says nothing yet. */
    static RawPeer connect(String endpoint) throws IOException {
        return new RawPeer(new Socket(Loopback.ADDRESS, port(endpoint)));
    }

    /** Connects and completes the handshake as a socket of the type given. */
    static RawPeer connect(String endpoint, String type) throws IOException {
        RawPeer peer = connect(endpoint);
        peer.handshake(type);
        return peer;
    }

    /** A listener on the loopback interface, to be connected to by {@link #endpoint}. */
    static ServerSocket listen() throws IOException {
        ServerSocket listener = new ServerSocket(0, 100, Loopback.ADDRESS);
        listener.setSoTimeout(LIMIT_MILLIS);
        return listener;
    }

    static String endpoint(ServerSocket listener) {
        return Loopback.endpoint(listener.getLocalPort());
    }

    static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    /** Accepts the next connection and says nothing yet. */
    static RawPeer accept(ServerSocket listener) throws IOException {
        return new RawPeer(listener.accept());
    }

    /** Accepts the next connection and completes the handshake as a socket of the type given. */
    static RawPeer accept(ServerSocket listener, String type) throws IOException {
        RawPeer peer = accept(listener);
        peer.handshake(type);
        return peer;
    }

    /** The engine must close the connection of a peer that says it is a socket of the type given. */
    static void assertTurnedAway(String endpoint, String type) throws IOException {
        try (RawPeer peer = connect(endpoint)) {
            peer.handshake(type);
            peer.awaitClosed();
        } catch (EOFException | java.net.SocketException e) {
            // before the end of the handshake
        }
    }

    /** Greeting and READY, both ways. Returns the engine's type of socket. */
    String handshake(String type) throws IOException {
        return handshake(type, "");
    }

    /** Greeting and READY, both ways, with a routing id. Returns the engine's type of socket. */
    String handshake(String type, String routingId) throws IOException {
        byte[] greeting = new byte[GREETING_SIZE];
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        write(greeting);
        read(GREETING_SIZE);
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        ready.write(5);
        ready.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
        property(ready, "Socket-Type", type);
        property(ready, "Identity", routingId);
        send(COMMAND, ready.toByteArray());
        Frame answer = readFrame();
        if (!answer.name().equals("READY")) {
            throw new IOException("expected READY, was " + answer.name());
        }
        return property(answer.argument(), "Socket-Type");
    }

    private static String property(byte[] properties, String wanted) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(properties);
        while (rest.hasRemaining()) {
            byte[] name = new byte[rest.get() & 0xFF];
            rest.get(name);
            byte[] value = new byte[rest.getInt()];
            rest.get(value);
            if (wanted.equals(new String(name, StandardCharsets.US_ASCII))) {
                return new String(value, StandardCharsets.US_ASCII);
            }
        }
        throw new IOException("no property " + wanted);
    }

    private static void property(ByteArrayOutputStream to, String name, String value) {
        to.write(name.length());
        to.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        to.writeBytes(ByteBuffer.allocate(4).putInt(value.length()).array());
        to.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a message. */
    void send(List<byte[]> frames) throws IOException {
        for (int i = 0; i < frames.size(); i++) {
            send(i < frames.size() - 1 ? MORE : 0, frames.get(i));
        }
    }

    /** Sends a message of one frame. */
    void send(byte[] frame) throws IOException {
        send(0, frame);
    }

    private void send(int flags, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + body.length);
        if (body.length > 255) {
            frame.put((byte) (flags | LONG)).putLong(body.length);
        } else {
            frame.put((byte) flags).put((byte) body.length);
        }
        frame.put(body);
        write(Arrays.copyOf(frame.array(), frame.position()));
    }

    void write(byte[] bytes) throws IOException {
        Evidence.current().frame("sent", bytes);
        out.write(bytes);
        out.flush();
    }

    /** The next frame or command. */
    Frame readFrame() throws IOException {
        int flags = read(1)[0];
        int size = (flags & LONG) == 0
                ? read(1)[0] & 0xFF
                : Math.toIntExact(ByteBuffer.wrap(read(8)).getLong());
        return new Frame(flags, read(size));
    }

    /** The frames of the next message; commands in between are left out. */
    List<byte[]> readMessage() throws IOException {
        List<byte[]> frames = new ArrayList<>();
        while (true) {
            Frame frame = readFrame();
            if (!frame.command()) {
                frames.add(frame.body());
                if (!frame.more()) {
                    return frames;
                }
            }
        }
    }

    byte[] read(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        Evidence.current().frame("received", bytes);
        if (bytes.length < size) {
            throw new EOFException("the engine closed the connection");
        }
        return bytes;
    }

    /** How many bytes can be read without waiting. */
    int available() {
        try {
            return in.available();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits until the engine closes the connection; whatever it sends before is thrown away. */
    void awaitClosed() throws IOException {
        try {
            in.skip(Long.MAX_VALUE);
            while (in.read() >= 0) {
                in.skip(Long.MAX_VALUE);
            }
        } catch (java.net.SocketException e) {
            // reset instead of closed in good order: closed all the same
        }
    }

    /**
     * Whether the engine has closed the connection; whatever it sends before is thrown away. For nothing else
     * afterwards.
     */
    boolean isClosed() {
        try {
            socket.setSoTimeout(LOOK_MILLIS);
            awaitClosed();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says this, and that nothing more comes; then waits until the engine, having seen all that, hangs up too. */
    void finish(byte[] last) throws IOException {
        try {
            write(last);
            socket.shutdownOutput();
        } catch (java.net.SocketException e) {
            // The engine has hung up, as it may.
        }
        awaitClosed();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    int remotePort() {
        return socket.getPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
