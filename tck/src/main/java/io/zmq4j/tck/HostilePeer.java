package io.zmq4j.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection that says what it wants, and takes no offence when the engine hangs up. */
final class HostilePeer implements AutoCloseable {
    private static final int GREETING_SIZE = 64;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private HostilePeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(RawPeer.LIMIT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static HostilePeer connect(String endpoint) throws IOException {
        return new HostilePeer(new Socket(Loopback.ADDRESS, RawPeer.port(endpoint)));
    }

    /** Says this, in one piece. */
    void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // The engine has hung up, as it may.
        }
    }

    /** Says this, one byte a packet. */
    void trickle(byte[] bytes) {
        for (byte each : bytes) {
            write(new byte[] {each});
        }
    }

    /** Waits for so many bytes, or that the engine hangs up. */
    void read(int size) throws IOException {
        try {
            in.readNBytes(size);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // The engine has hung up, as it may.
        }
    }

    /** A greeting, and the engine's. */
    void greet(Security security) throws IOException {
        write(Wire.greeting(security.name()));
        read(GREETING_SIZE);
    }

    /** All that comes before messages, for the mechanisms that need no cryptography. */
    void handshake(Victim victim) throws IOException {
        greet(victim.security());
        if (victim.security() == Security.PLAIN) {
            write(Wire.command("HELLO", hello(Security.USER, Security.PASSWORD)));
            readFrame();
            write(Wire.command("INITIATE", metadata(victim)));
        } else {
            write(Wire.command("READY", metadata(victim)));
        }
        readFrame();
    }

    static byte[] hello(String user, String password) {
        return Wire.bytes(user.length(), user, password.length(), password);
    }

    static byte[] metadata(Victim victim) {
        return Wire.bytes(
                Wire.property("Socket-Type", Wire.bytes(victim.peerType())), Wire.property("Identity", new byte[0]));
    }

    private void readFrame() throws IOException {
        try {
            byte[] head = in.readNBytes(2);
            if (head.length == 2) {
                in.readNBytes(head[1] & 0xFF);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // The engine has hung up, as it may.
        }
    }

    /** Says that nothing more comes. */
    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // The engine has hung up, as it may.
        }
    }

    /** Says that nothing more comes, and waits until the engine, having seen all that did, hangs up too. */
    void finish() {
        shutdownOutput();
        awaitClosed();
    }

    /** Waits until the engine hangs up. */
    void awaitClosed() {
        byte[] rest = new byte[8192];
        try {
            while (in.read(rest) >= 0) {
                // What it says does not matter.
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the engine keeps a connection that is to end", e);
        } catch (IOException e) {
            // The engine has hung up.
        }
    }

    /** Ends the connection without good manners. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
