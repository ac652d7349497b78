package io.zmq4j.benchmarks.perf;

import io.zmq4j.Backend;
import io.zmq4j.Zmq;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tools run on, by name: a backend ({@code native}, {@code jeromq}), the native backend on one of its bindings
 * ({@code native/ffm}, {@code native/jna}), or a baseline without zmq4j.
 */
public final class Engines {
    /** JeroMQ's {@code zmq.SocketBase}; each array sent is copied, as zmq4j does. */
    public static final String RAW_JEROMQ = "raw-jeromq";

    /** JeroMQ's {@code org.zeromq.ZMQ}, as its users call it. */
    public static final String RAW_ZMQ = "raw-zmq";

    /** libzmq through JNA, with calls that block in C. */
    public static final String RAW_JNA = "raw-jna";

    /** libzmq through jzmq, which is JNI. */
    public static final String RAW_JZMQ = "raw-jzmq";

    /** Chooses the binding of the native backend, as its documentation says. */
    private static final String BINDING = "zmq4j.native.binding";

    private Engines() {}

    /**
     * The jar of jzmq: the one that {@code zmq4j.perf.jzmq} names, or where Debian's libzmq-java puts it.
     *
     * @return the jar, which may not be there
     */
    public static Path jzmq() {
        return Path.of(System.getProperty("zmq4j.perf.jzmq", "/usr/share/java/zmq.jar"));
    }

    /**
     * The baselines.
     *
     * @return their names
     */
    public static List<String> baselines() {
        return List.of(RAW_JEROMQ, RAW_ZMQ, RAW_JNA, RAW_JZMQ);
    }

    /**
     * Checks a name, without opening anything.
     *
     * @param name the name; null for the default backend
     * @return the name
     * @throws IllegalArgumentException there is no such engine
     */
    public static String known(@Nullable String name) {
        if (name == null) {
            return Zmq.backend().name();
        }
        List<String> known =
                new ArrayList<>(Zmq.backends().stream().map(Backend::name).toList());
        known.addAll(List.of("native/ffm", "native/jna"));
        known.addAll(baselines());
        if (!known.contains(name)) {
            throw new IllegalArgumentException("unknown backend " + name + "; there is " + String.join(", ", known));
        }
        return name;
    }

    static Engine open(PerfTask task) {
        return switch (task.backend()) {
            case RAW_JEROMQ -> new SocketBaseEngine(task);
            case RAW_ZMQ -> new ZmqEngine(task);
            case RAW_JNA -> new JnaEngine(task);
            case RAW_JZMQ -> new JzmqEngine(task);
            default -> backend(task);
        };
    }

    /** Binds nothing before: the binding is chosen once in a process. */
    static BackendEngine backend(PerfTask task) {
        String[] parts = task.backend().split("/", 2);
        if (parts.length == 2) {
            System.setProperty(BINDING, parts[1]);
        }
        return new BackendEngine(parts[0], task);
    }
}
