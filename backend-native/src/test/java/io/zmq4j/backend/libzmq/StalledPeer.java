package io.zmq4j.backend.libzmq;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.tck.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A PULL peer that reads no more of a large message than the system takes from the sender, and then breaks off. */
final class StalledPeer implements AutoCloseable {
    private static final int BUFFER = 4096;
    private static final int LARGE = 1 << 20;
    private static final int FRAME_HEAD = 9;
    private static final int START = 1 << 14;

    private final java.net.Socket connection;

    private StalledPeer(java.net.Socket connection) {
        this.connection = connection;
    }

    /** One of which the system takes little at a time. */
    static Socket push(HazardProgram in) {
        Socket push = in.open(SocketType.PUSH);
        push.set(SocketOptions.SNDBUF, BUFFER);
        return push;
    }

    static StalledPeer connectedTo(String endpoint) throws IOException {
        int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        java.net.Socket connection = new java.net.Socket();
        connection.setReceiveBufferSize(BUFFER);
        connection.connect(new InetSocketAddress(Loopback.ADDRESS, port));
        return new StalledPeer(connection);
    }

    /** The socket has connected. */
    static StalledPeer acceptedBy(ServerSocket server) throws IOException {
        return new StalledPeer(server.accept());
    }

    static ServerSocket server() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReceiveBufferSize(BUFFER);
        server.bind(new InetSocketAddress(Loopback.ADDRESS, 0));
        return server;
    }

    static String endpoint(ServerSocket server) {
        return Loopback.endpoint(server.getLocalPort());
    }

    void takeTheStartOfAMessage(Socket push) throws IOException {
        shakeHands();
        push.send(List.of(new byte[LARGE], new byte[1]), HazardProgram.LONG);
        connection.getInputStream().readNBytes(START); // the message is under way
    }

    /** Takes it to its end, or to that of the connection, and nothing of the next. */
    void takeTheRestOfItsFrame() throws IOException {
        connection.getInputStream().readNBytes(FRAME_HEAD + LARGE - START);
    }

    private void shakeHands() throws IOException {
        connection.setTcpNoDelay(true);
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        connection.getOutputStream().write(greeting);
        String ready = "\5READY\13Socket-Type\0\0\0\4PULL";
        connection.getOutputStream().write(new byte[] {4, (byte) ready.length()});
        connection.getOutputStream().write(ready.getBytes(StandardCharsets.US_ASCII));
        connection.getInputStream().readNBytes(greeting.length + 2);
    }

    /** The connection is reset. */
    @Override
    public void close() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
