package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import zmq.Msg;
import zmq.io.mechanism.Mechanisms;

/**
 * Finds commands of a handshake that the engine would fail on instead of refusing them.
 *
 * <p>Repairs JeroMQ 0.6.0, whose mechanisms trust some lengths: an exception on the I/O thread leaves the connection
 * open, and when the command came together with the greeting, the socket waits for that connection for ever when it is
 * closed, and so does the context. It can go when {@code JeroMqHostilePeerTest} passes without it.
 */
final class CommandCheck {
    /** No command of a handshake is longer; libzmq's properties have room for thousands. */
    static final int LONGEST = 1 << 16;

    private static final boolean ON = Safeguard.isOn("handshake-commands");

    private static final int HELLO_NAME = 6;

    /** What the engine has room for: name, cookie, nonce, and a box with keys, vouch and 256 bytes of properties. */
    private static final int LONGEST_CURVE_INITIATE = 113 + 16 + 128 + 256;

    private CommandCheck() {}

    static boolean isSound(Msg command, Mechanisms mechanism, boolean server) {
        if (!ON || !server) {
            return true;
        }
        ByteBuffer bytes = command.buf().clear();
        return switch (mechanism) {
            case PLAIN -> !startsWith(bytes, "HELLO") || isSoundHello(bytes);
            case CURVE -> !startsWith(bytes, "INITIATE") || bytes.limit() <= LONGEST_CURVE_INITIATE;
            default -> true;
        };
    }

    /** The engine compares all but the last character. */
    private static boolean startsWith(ByteBuffer bytes, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        if (bytes.limit() <= wanted.length || bytes.get(0) != wanted.length) {
            return false;
        }
        for (int i = 1; i < wanted.length; i++) {
            if (bytes.get(i) != wanted[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** User and password, each with its length, which the engine takes for a number with a sign. */
    private static boolean isSoundHello(ByteBuffer bytes) {
        int user = HELLO_NAME;
        if (bytes.limit() <= user || bytes.get(user) < 0) {
            return false;
        }
        int password = user + 1 + bytes.get(user);
        return bytes.limit() > password
                && bytes.get(password) >= 0
                && bytes.limit() == password + 1 + bytes.get(password);
    }
}
