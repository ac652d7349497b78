package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.fail;

import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.Option;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.UnsupportedFeatureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/** What the areas about options share: sockets with default options, things that are closed after each test. */
public abstract class OptionArea extends ZmqTck {
    private final List<AutoCloseable> others = new ArrayList<>();

    /** For subclasses. */
    protected OptionArea() {}

    @AfterEach
    void closeOthers() throws Exception {
        List<AutoCloseable> opened = List.copyOf(others);
        others.clear();
        for (AutoCloseable other : opened) {
            other.close();
        }
    }

    /** Closes something of the test's own after the test. */
    final <T extends AutoCloseable> T later(T closeable) {
        others.add(closeable);
        return closeable;
    }

    /** A socket with all its defaults. */
    final Socket open(SocketType type) {
        return context().socket(type);
    }

    /** A socket with all its defaults. */
    static Socket open(Context context, SocketType type) {
        return context.socket(type);
    }

    final String inproc() {
        return anyEndpoint("inproc");
    }

    final String tcp() {
        return anyEndpoint("tcp");
    }

    /** An endpoint of the loopback interface on which nobody listens. */
    static String unusedEndpoint() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return RawPeer.endpoint(listener);
        }
    }

    // ---- what the backend supports

    final Support support(Option<?> option) {
        return backend().support(Capability.of(option));
    }

    /** Ends the test on a backend that does not have these options at all, with the refusal of the first. */
    final void needs(SocketOption<?>... options) {
        for (SocketOption<?> option : options) {
            if (!support(option).isUsable()) {
                use(option);
                fail(option + " is declared as unsupported, and not refused");
            }
        }
    }

    private void use(SocketOption<?> option) {
        Socket socket = open(option.socketTypes().iterator().next());
        if (option.access() == Option.Access.READ) {
            socket.get(option);
        } else {
            socket.setByName(option.name(), OptionValues.any(option));
        }
    }

    final void needs(ContextOption<?> option) {
        if (!backend().supports(Capability.of(option))) {
            newContext().setByName(option.name(), OptionValues.any(option));
            fail(option + " is declared as unsupported, and not refused");
        }
    }

    final void needs(SocketType type) {
        if (!backend().supports(Capability.of(type))) {
            open(type);
            fail(type + " is declared as unsupported, and not refused");
        }
    }

    final void needsTransport(String transport) {
        if (!backend().supports(Capability.transport(transport))) {
            open(SocketType.PULL).bind(anyEndpoint(transport));
            fail(transport + " is declared as unsupported, and not refused");
        }
    }

    /** Sets an option. Ends the test as skipped when the backend supports the option in part, but not this value. */
    final <T> void setIfSupported(Socket socket, SocketOption<T> option, T value) {
        try {
            socket.set(option, value);
        } catch (UnsupportedFeatureException e) {
            Assumptions.assumeFalse(support(option).level() == Support.Level.PARTIAL, e.getMessage());
            throw e;
        }
    }

    // ---- short forms

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void send(Socket socket, String... frames) {
        socket.send(frames(frames), AWAIT);
    }

    static String recv(Socket socket) {
        return socket.recvText(AWAIT);
    }

    static List<String> recvAll(Socket socket) {
        return texts(socket.recvMultipart(AWAIT));
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    static boolean canSend(Socket socket) {
        return socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLOUT);
    }

    static boolean canReceive(Socket socket) {
        return socket.get(SocketOptions.EVENTS).contains(PollEvent.POLLIN);
    }
}
