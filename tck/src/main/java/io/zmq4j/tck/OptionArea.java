package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/**
 * What the areas about options and endpoints share: sockets with default options, things that are closed after each
 * test, what is asked of the backend first.
 */
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
        try (ServerSocket listener = new ServerSocket(0, 1, Loopback.ADDRESS)) {
            return RawPeer.endpoint(listener);
        }
    }

    // ---- what the backend supports

    final Support support(Option<?> option) {
        return backend().support(Capability.of(option));
    }

    /** Shows that the backend refuses options that it does not have, as it declares, and ends the test with that. */
    final void needs(Option<?>... options) {
        for (Option<?> option : options) {
            if (option instanceof SocketOption<?> ofSocket) {
                SocketType type = supportedTypeOf(ofSocket);
                needs(type);
                needs(Capability.of(option), () -> use(ofSocket, open(type)));
            } else {
                needs(Capability.of(option), () -> use((ContextOption<?>) option));
            }
        }
    }

    private SocketType supportedTypeOf(SocketOption<?> option) {
        return option.socketTypes().stream()
                .filter(type -> backend().supports(Capability.of(type)))
                .findFirst()
                .orElseGet(() -> option.socketTypes().iterator().next());
    }

    private void use(ContextOption<?> option) {
        if (option.access() == Option.Access.READ) {
            context().get(option);
        } else {
            context().setByName(option.name(), OptionValues.any(option));
        }
    }

    private static void use(SocketOption<?> option, Socket socket) {
        if (option.access() == Option.Access.READ) {
            socket.get(option);
        } else {
            socket.setByName(option.name(), OptionValues.any(option));
        }
    }

    final void needs(SocketType type) {
        needs(Capability.of(type), () -> open(type));
    }

    final void needsTransport(String transport) {
        needs(Capability.transport(transport), () -> open(SocketType.PULL).bind(anyEndpoint(transport)));
    }

    private void needs(Capability capability, Executable use) {
        if (!backend().supports(capability)) {
            assertUnsupported(capability, use);
            throw new UnsupportedFeatureException(
                    backend().name(), capability, backend().support(capability).reason());
        }
    }

    /** Sets an option to a value that a backend may refuse, when it supports the option in part. */
    final <T> void setIfSupported(Socket socket, SocketOption<T> option, T value) {
        try {
            socket.set(option, value);
        } catch (UnsupportedFeatureException e) {
            assertEquals(Support.Level.PARTIAL, support(option).level(), e::getMessage);
            assertEquals(Capability.of(option).toString(), e.capability());
            throw new UnsupportedFeatureException(
                    "set of " + option, Capability.of(option), support(option).reason());
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
