package io.zmq4j.backend.jeromq;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.spi.AbstractContext;
import io.zmq4j.spi.Availability;
import io.zmq4j.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Properties;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/** The backend {@code jeromq}: JeroMQ, all in Java, nothing to install. */
public final class JeroMqBackendProvider implements BackendProvider {
    private static final String IPC_PROPERTY = "zmq4j.jeromq.ipc";

    /** Creates the provider; touches no engine. */
    public JeroMqBackendProvider() {}

    @Override
    public String name() {
        return "jeromq";
    }

    @Override
    public int priority() {
        return 50;
    }

    @Override
    public int spiVersion() {
        return BackendProvider.SPI_VERSION;
    }

    /** Sends a message from one socket to another. */
    @Override
    public Availability probe() {
        EngineAssertions.set();
        boolean interrupted = Uninterrupted.begin();
        try {
            sendOne();
        } finally {
            Uninterrupted.end(interrupted);
        }
        String version = ZMQ.ZMQ_VERSION_MAJOR + "." + ZMQ.ZMQ_VERSION_MINOR + "." + ZMQ.ZMQ_VERSION_PATCH;
        return new Availability.Available(version, "JeroMQ " + artifactVersion(), location(), "java");
    }

    private static void sendOne() {
        Ctx ctx = new Ctx();
        SocketBase one = ctx.createSocket(ZMQ.ZMQ_PAIR);
        SocketBase other = ctx.createSocket(ZMQ.ZMQ_PAIR);
        try {
            one.bind("inproc://probe");
            other.connect("inproc://probe");
            other.send(new Msg(new byte[] {1}), 0);
            Msg received = one.recv(0);
            if (received == null || received.size() != 1) {
                throw new IllegalStateException("a message sent from one socket to another did not arrive");
            }
        } finally {
            one.close();
            other.close();
            ctx.terminate();
        }
    }

    /** JeroMQ itself only tells the version of libzmq that it follows. */
    private static String artifactVersion() {
        try (InputStream in = Ctx.class.getResourceAsStream("/META-INF/maven/org.zeromq/jeromq/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "of unknown version");
        } catch (IOException e) {
            return "of unknown version";
        }
    }

    private static String location() {
        CodeSource source = Ctx.class.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "unknown"
                : source.getLocation().toString();
    }

    @Override
    public Support support(Capability capability) {
        String name = capability.name();
        return switch (capability.kind()) {
            case SOCKET_TYPE ->
                Arrays.stream(SocketType.values()).anyMatch(type -> type.name().equals(name))
                        ? Support.full()
                        : unknown();
            case OPTION -> JeroMqOptions.socketSupport(name);
            case CONTEXT_OPTION -> JeroMqOptions.contextSupport(name);
            case TRANSPORT -> transport(name);
            case MECHANISM -> mechanism(name);
            case FEATURE -> feature(capability);
        };
    }

    private static Support transport(String name) {
        return switch (name) {
            case "inproc" -> Support.full();
            case "tcp" -> Support.partial("connect resolves host names at once: an unknown one is EADDRNOTAVAIL");
            case "ipc" ->
                "emulate".equals(System.getProperty(IPC_PROPERTY))
                        ? Support.partial(
                                "emulated by TCP on a loopback port that every local user can reach; JeroMQ only")
                        : Support.none(
                                "JeroMQ only emulates it, by TCP on a loopback port made from the path's hash, which"
                                        + " every local user can reach; -D" + IPC_PROPERTY + "=emulate allows that");
            default -> Support.none("JeroMQ has no such transport");
        };
    }

    private static Support mechanism(String name) {
        if (name.equals(Mechanism.GSSAPI.name())) {
            return Support.none("JeroMQ does not implement GSSAPI");
        }
        if (name.equals(Mechanism.CURVE.name())) {
            return curve();
        }
        return name.equals(Mechanism.NULL.name()) || name.equals(Mechanism.PLAIN.name()) ? Support.full() : unknown();
    }

    /** JeroMQ finds out at the first handshake, on an I/O thread. */
    private static Support curve() {
        try {
            Class.forName("com.neilalexander.jnacl.NaCl", false, JeroMqBackendProvider.class.getClassLoader());
            return Support.full();
        } catch (ClassNotFoundException | LinkageError e) {
            return Support.none("jnacl is missing; add eu.neilalexander:jnacl:1.0.0");
        }
    }

    private static Support feature(Capability capability) {
        if (capability.equals(Capability.POLL_DESCRIPTORS)) {
            return Support.none("Java has no integer descriptors; poll channels instead");
        }
        if (capability.equals(Capability.UNBIND) || capability.equals(Capability.DISCONNECT)) {
            return Support.full();
        }
        if (capability.equals(Capability.MONITOR)) {
            return Support.partial("JeroMQ does not tell which of several connections that it accepted at once greeted,"
                    + " so a handshake that failed may be reported when another of them ends");
        }
        if (capability.equals(Capability.ZERO_COPY_SEND)) {
            return Support.none("JeroMQ does not tell when it is done with a buffer");
        }
        return unknown();
    }

    private static Support unknown() {
        return Support.none("not known to this backend");
    }

    @Override
    public AbstractContext open(Backend backend) {
        EngineAssertions.set();
        return new JeroMqContext(backend);
    }
}
