package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.ContextOptions;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that a backend can support or not. */
final class Capabilities {
    private static final List<String> TRANSPORTS =
            List.of("tcp", "ipc", "inproc", "udp", "ws", "wss", "tipc", "vmci", "pgm", "epgm", "norm");

    private Capabilities() {}

    static List<Capability> all() {
        return Stream.of(
                        Stream.of(SocketType.values()).map(Capability::of),
                        SocketOptions.all().stream().map(Capability::of),
                        ContextOptions.all().stream().map(Capability::of),
                        TRANSPORTS.stream().map(Capability::transport),
                        Stream.of(Mechanism.values()).map(Capability::of),
                        Stream.of(
                                Capability.MONITOR,
                                Capability.POLL_DESCRIPTORS,
                                Capability.UNBIND,
                                Capability.DISCONNECT,
                                Capability.ZERO_COPY_SEND))
                .flatMap(each -> each)
                .toList();
    }

    /** What is not supported, or in part, as declarations spell it. */
    static Map<String, String> unsupported(Backend backend) {
        Map<String, String> unsupported = new TreeMap<>();
        for (Capability capability : all()) {
            Support support = backend.support(capability);
            if (!support.equals(Support.full())) {
                unsupported.put(capability.toString().replace(':', '.'), support.reason());
            }
        }
        return unsupported;
    }
}
