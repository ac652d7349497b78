package io.zmq4j;

import java.util.Locale;
import java.util.Objects;

/**
 * Something a backend may support or not: a socket type, an option, a transport, a mechanism, or a feature.
 *
 * @param kind what sort of thing
 * @param name its name: upper case for types, options and mechanisms, lower case for transports and features
 */
public record Capability(Kind kind, String name) {
    /** What sort of thing a capability is. */
    public enum Kind {
        /** A {@link SocketType}. */
        SOCKET_TYPE,
        /** A {@link SocketOption}. */
        OPTION,
        /** A {@link ContextOption}. */
        CONTEXT_OPTION,
        /** A transport, the part of an endpoint in front of {@code ://}. */
        TRANSPORT,
        /** A {@link Mechanism}. */
        MECHANISM,
        /** A feature of the API that an engine may lack. */
        FEATURE
    }

    /** Polling of integer file descriptors next to sockets. */
    public static final Capability POLL_DESCRIPTORS = new Capability(Kind.FEATURE, "poll-descriptors");

    /** Events of connections and listeners. */
    public static final Capability MONITOR = new Capability(Kind.FEATURE, "monitor");

    /** Unbinding whenever no message is half received. */
    public static final Capability UNBIND = new Capability(Kind.FEATURE, "unbind");

    /** Disconnecting whenever no message is half received. */
    public static final Capability DISCONNECT = new Capability(Kind.FEATURE, "disconnect");

    /** Sending a direct buffer without a copy, with a callback when the engine is done with it. */
    public static final Capability ZERO_COPY_SEND = new Capability(Kind.FEATURE, "zero-copy-send");

    /**
     * Creates a capability.
     *
     * @param kind what sort of thing
     * @param name its name
     */
    public Capability {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    /**
     * A socket type.
     *
     * @param type the type
     * @return its capability
     */
    public static Capability of(SocketType type) {
        return new Capability(Kind.SOCKET_TYPE, type.name());
    }

    /**
     * An option.
     *
     * @param option the option
     * @return its capability
     */
    public static Capability of(Option<?> option) {
        return new Capability(option instanceof SocketOption ? Kind.OPTION : Kind.CONTEXT_OPTION, option.name());
    }

    /**
     * A mechanism.
     *
     * @param mechanism the mechanism
     * @return its capability
     */
    public static Capability of(Mechanism mechanism) {
        return new Capability(Kind.MECHANISM, mechanism.name());
    }

    /**
     * A transport.
     *
     * @param name such as {@code tcp}
     * @return its capability
     */
    public static Capability transport(String name) {
        return new Capability(Kind.TRANSPORT, name.toLowerCase(Locale.ROOT));
    }

    /**
     * Kind and name.
     *
     * @return such as {@code transport:ipc}
     */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + name;
    }
}
