package io.zmq4j.backend.jeromq;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Safeguard;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of {@code tcp} endpoints, as libzmq reads and writes them.
 *
 * <p>Repairs JeroMQ 0.6.0: its bind resolves host names and knows no interface names, where libzmq is the other way
 * round; every failure to bind is EADDRINUSE; IPv6 addresses come back in their long form; of {@code source;target} it
 * takes the first for the target.
 */
final class TcpAddresses {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern LONG_IPV6 = Pattern.compile("tcp://\\[([0-9a-f:]+)(%[^]]*)?](:\\d+)");
    private static final Pattern LONGEST_ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private TcpAddresses() {}

    /**
     * The address to bind to.
     *
     * @param address host or interface, and port
     * @param ipv6 whether the socket may use IPv6
     * @return the same with {@code *} or an IP address in front
     */
    static String toBind(String address, boolean ipv6) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        String port = address.substring(colon);
        if (host.equals("*") || IPV4.matcher(host).matches() || !Safeguard.isOn("interface-names")) {
            return address;
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed || host.indexOf(':') >= 0) {
            if (!ipv6) {
                throw new ZmqException(ErrorCode.ENODEV, address + " is an IPv6 address; set the option IPV6 first");
            }
            return bracketed ? address : "[" + host + "]" + port;
        }
        return ofInterface(host, ipv6, address) + port;
    }

    private static String ofInterface(String name, boolean ipv6, String address) {
        NetworkInterface found = interfaceNamed(name);
        InetAddress other = null;
        if (found != null) {
            for (InetAddress candidate : (Iterable<InetAddress>) found.inetAddresses()::iterator) {
                if (candidate instanceof Inet6Address == ipv6) {
                    return bracketed(candidate);
                }
                other = candidate;
            }
        }
        if (ipv6 && other != null) {
            return bracketed(other);
        }
        throw new ZmqException(
                ErrorCode.ENODEV,
                "bind takes *, an IP address or the name of an interface; there is no interface '" + name
                        + "' with an address for " + address);
    }

    private static @org.jspecify.annotations.Nullable NetworkInterface interfaceNamed(String name) {
        try {
            return NetworkInterface.getByName(name);
        } catch (SocketException e) {
            return null;
        }
    }

    private static String bracketed(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
    }

    /** The address to connect to, in JeroMQ's order: target first. */
    static String toConnect(String address) {
        int semicolon = address.indexOf(';');
        return semicolon < 0 || !Safeguard.isOn("source-order")
                ? address
                : address.substring(semicolon + 1) + ";" + address.substring(0, semicolon);
    }

    /** An endpoint as libzmq writes it: {@code tcp://[::1]:80}, not {@code tcp://[0:0:0:0:0:0:0:1]:80}. */
    static String shortened(String endpoint) {
        Matcher parts = LONG_IPV6.matcher(endpoint);
        if (!parts.matches() || !Safeguard.isOn("short-ipv6")) {
            return endpoint;
        }
        String zone = parts.group(2) == null ? "" : parts.group(2);
        return "tcp://[" + compressed(parts.group(1)) + zone + "]" + parts.group(3);
    }

    /** Where a connection was accepted that came to a listener, perhaps one for all addresses. */
    static String accepted(String endpoint, SelectableChannel channel) {
        boolean ipv6 = endpoint.startsWith("tcp://[::]:");
        if ((!ipv6 && !endpoint.startsWith("tcp://0.0.0.0:")) || !Safeguard.isOn("accepted-endpoint")) {
            return endpoint;
        }
        InetAddress local = ((SocketChannel) channel).socket().getLocalAddress();
        String port = endpoint.substring(endpoint.lastIndexOf(':'));
        if (ipv6 && local instanceof Inet4Address) {
            return "tcp://[::ffff:" + local.getHostAddress() + "]" + port;
        }
        return shortened("tcp://" + bracketed(local) + port);
    }

    /** RFC 5952: the first of the longest runs of zeros becomes {@code ::}. */
    private static String compressed(String groups) {
        Matcher run = LONGEST_ZEROS.matcher(groups);
        int start = -1;
        int end = -1;
        while (run.find()) {
            if (run.end() - run.start() > end - start) {
                start = run.start();
                end = run.end();
            }
        }
        return start < 0 ? groups : groups.substring(0, start) + "::" + groups.substring(end);
    }

    /** What really kept JeroMQ from binding: tried again without it, since it says EADDRINUSE whatever happened. */
    static ErrorCode whyNotBound(String address) {
        if (!Safeguard.isOn("why-not-bound")) {
            return ErrorCode.EADDRINUSE;
        }
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        String port = address.substring(colon + 1);
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            InetAddress ip = InetAddress.getByName(host.equals("*") ? "0.0.0.0" : host);
            channel.bind(new InetSocketAddress(ip, port.equals("*") ? 0 : Integer.parseInt(port)));
            return ErrorCode.EADDRINUSE;
        } catch (UnknownHostException e) {
            return ErrorCode.ENODEV;
        } catch (java.io.IOException e) {
            String message = String.valueOf(e.getMessage());
            if (JeroMqErrors.isOutOfDescriptors(e)) {
                return ErrorCode.EMFILE;
            }
            if (message.contains("assign")) {
                return ErrorCode.EADDRNOTAVAIL;
            }
            return message.contains("denied") ? ErrorCode.EACCES : ErrorCode.EADDRINUSE;
        }
    }
}
