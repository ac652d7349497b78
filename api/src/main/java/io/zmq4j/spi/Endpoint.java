package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.ZmqException;
import java.util.regex.Pattern;

/**
 * An endpoint, taken apart and checked the same way for every backend.
 *
 * @param text the whole, such as {@code tcp://127.0.0.1:5555}
 * @param transport the part in front of {@code ://}
 * @param address the part behind it
 */
public record Endpoint(String text, String transport, String address) {
    private static final int MAX_PORT = 65535;
    private static final Pattern PORT = Pattern.compile("0*[0-9]{1,5}");

    /** What libzmq takes. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("[-A-Za-z0-9._%:\\[\\]]+");

    /**
     * Takes an endpoint apart.
     *
     * @param text the endpoint
     * @return its parts
     * @throws ZmqException {@link ErrorCode#EINVAL} when it is not of the form {@code transport://address}
     */
    public static Endpoint parse(String text) {
        int colon = text.indexOf("://");
        if (colon <= 0 || colon + 3 == text.length() || text.indexOf('\0') >= 0) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "endpoint must be of the form transport://address, was '" + text + "'");
        }
        return new Endpoint(text, text.substring(0, colon), text.substring(colon + 3));
    }

    /** Whether the transport addresses by host and port. */
    boolean hasPort() {
        return transport.equals("tcp") || transport.equals("udp");
    }

    /** Checks what can be bound: host or interface, and a port or a wildcard. */
    void checkBind() {
        if (hasPort()) {
            checkPort(address, true);
        }
    }

    /** Checks what can be connected to: host and port, no wildcard, perhaps a source address in front. */
    void checkConnect() {
        if (!hasPort()) {
            return;
        }
        int semicolon = address.indexOf(';');
        if (semicolon >= 0) {
            checkPort(address.substring(0, semicolon), true);
        }
        String target = address.substring(semicolon + 1);
        checkPort(target, false);
        if (target.startsWith("*")) {
            throw refuse("a host, not *, to connect to");
        }
        if (!HOST_AND_PORT.matcher(target).matches()) {
            throw refuse("a host of ASCII letters, digits and -._%:[]");
        }
    }

    private void checkPort(String hostAndPort, boolean wildcards) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon <= 0) {
            throw refuse("a host and a port");
        }
        String port = hostAndPort.substring(colon + 1);
        if (wildcards && port.equals("*")) {
            return;
        }
        int smallest = wildcards ? 0 : 1;
        if (!PORT.matcher(port).matches()) {
            throw refuse("a port of " + smallest + "…" + MAX_PORT);
        }
        int number = Integer.parseInt(port);
        if (number < smallest || number > MAX_PORT) {
            throw refuse("a port of " + smallest + "…" + MAX_PORT);
        }
    }

    private ZmqException refuse(String needed) {
        return new ZmqException(ErrorCode.EINVAL, "endpoint must have " + needed + ", was '" + text + "'");
    }

    /**
     * The whole.
     *
     * @return {@link #text()}
     */
    @Override
    public String toString() {
        return text;
    }
}
