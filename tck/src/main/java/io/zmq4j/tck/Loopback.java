package io.zmq4j.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;

/**
 * The loopback address that tests listen on: 127.0.0.1, or what {@code -Dzmq4j.tck.loopback=ADDRESS} says.
 *
 * <p>JVMs that run tests at the same time need one each. The system gives a port that one has left to the other, and a
 * peer that still tries to come back to it would meet a stranger. Linux has all of 127.0.0.0/8, macOS 127.0.0.1 alone.
 */
public final class Loopback {
    /** The system property; {@link ChildJvm}s inherit it. */
    public static final String PROPERTY = "zmq4j.tck.loopback";

    /** The address, in figures. */
    public static final String HOST = System.getProperty(PROPERTY, "127.0.0.1");

    /** The address. */
    public static final InetAddress ADDRESS = address(HOST);

    /** Binds to a port of the system's choice. */
    public static final String ANY_PORT = "tcp://" + HOST + ":*";

    private Loopback() {}

    /**
     * An endpoint.
     *
     * @param port its port, 0…65535
     * @return the endpoint
     */
    public static String endpoint(int port) {
        return "tcp://" + HOST + ":" + port;
    }

    /**
     * Where connections to the address come from: Linux has them come from 127.0.0.1, whatever the address.
     *
     * @return an address, in figures
     * @throws IOException there is no such address here
     */
    static String source() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, ADDRESS);
                Socket connection = new Socket(ADDRESS, listener.getLocalPort())) {
            return connection.getLocalAddress().getHostAddress();
        }
    }

    static InetAddress address(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (host.equals(address.getHostAddress()) && address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException e) {
            // as wrong as any other
        }
        throw new IllegalArgumentException(
                PROPERTY + " must be an IPv4 loopback address, such as 127.0.0.2, was '" + host + "'");
    }
}
