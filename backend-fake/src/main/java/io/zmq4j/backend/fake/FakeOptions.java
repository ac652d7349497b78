package io.zmq4j.backend.fake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.zmq4j.Capability;
import io.zmq4j.ContextOptions;
import io.zmq4j.Mechanism;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the fake supports, and the option values of one socket. */
final class FakeOptions {
    private static final int DEFAULT_HWM = 1000;

    private static final Support NO_LINGER =
            Support.partial("it is kept, but nothing lingers: messages in memory arrive at once");
    private static final Support NO_SUCH_THING = Support.none("the fake keeps no such thing");
    private static final Support ONLY_INPROC = Support.none("the fake has no network, only inproc");

    private static final Set<Capability> SUPPORTED = Stream.of(
                    SocketOptions.IDENTITY,
                    SocketOptions.SUBSCRIBE,
                    SocketOptions.UNSUBSCRIBE,
                    SocketOptions.RCVMORE,
                    SocketOptions.EVENTS,
                    SocketOptions.TYPE,
                    SocketOptions.SNDHWM,
                    SocketOptions.RCVHWM,
                    SocketOptions.RCVTIMEO,
                    SocketOptions.SNDTIMEO,
                    SocketOptions.LAST_ENDPOINT,
                    SocketOptions.ROUTER_MANDATORY,
                    SocketOptions.ROUTER_HANDOVER,
                    SocketOptions.CONNECT_RID,
                    SocketOptions.PROBE_ROUTER,
                    SocketOptions.XPUB_VERBOSE,
                    SocketOptions.XPUB_VERBOSER,
                    SocketOptions.XPUB_NODROP,
                    SocketOptions.INVERT_MATCHING,
                    SocketOptions.MECHANISM,
                    SocketOptions.THREAD_SAFE)
            .map(Capability::of)
            .collect(toUnmodifiableSet());

    private final Map<SocketOption<?>, Long> numbers = new HashMap<>();
    private byte[] routingId = new byte[0];
    private byte[] connectRoutingId = new byte[0];

    FakeOptions(SocketType type) {
        boolean subscriber = type == SocketType.SUB || type == SocketType.XSUB;
        numbers.put(SocketOptions.LINGER, subscriber ? 0L : -1L);
        numbers.put(SocketOptions.SNDHWM, (long) DEFAULT_HWM);
        numbers.put(SocketOptions.RCVHWM, (long) DEFAULT_HWM);
        numbers.put(SocketOptions.MECHANISM, (long) Mechanism.NULL.ordinal());
    }

    static Support support(Capability capability) {
        return switch (capability.kind()) {
            case SOCKET_TYPE -> capability.equals(Capability.of(SocketType.STREAM)) ? ONLY_INPROC : Support.full();
            case TRANSPORT -> capability.name().equals("inproc") ? Support.full() : ONLY_INPROC;
            case MECHANISM -> capability.equals(Capability.of(Mechanism.NULL)) ? Support.full() : ONLY_INPROC;
            case OPTION -> supportOption(capability);
            case CONTEXT_OPTION -> supportContextOption(capability);
            case FEATURE -> isFeature(capability) ? Support.full() : NO_SUCH_THING;
        };
    }

    private static boolean isFeature(Capability capability) {
        return capability.equals(Capability.UNBIND) || capability.equals(Capability.DISCONNECT);
    }

    private static Support supportOption(Capability option) {
        if (option.equals(Capability.of(SocketOptions.LINGER))) {
            return NO_LINGER;
        }
        return SUPPORTED.contains(option) ? Support.full() : NO_SUCH_THING;
    }

    private static Support supportContextOption(Capability option) {
        if (option.equals(Capability.of(ContextOptions.IO_THREADS))) {
            return Support.partial("it is kept, but the fake has no I/O threads");
        }
        return option.equals(Capability.of(ContextOptions.MAX_SOCKETS)) ? Support.full() : NO_SUCH_THING;
    }

    long number(SocketOption<?> option) {
        return numbers.getOrDefault(option, 0L);
    }

    boolean isOn(SocketOption<Boolean> option) {
        return number(option) != 0;
    }

    void set(SocketOption<?> option, long number) {
        numbers.put(option, number);
    }

    byte[] routingId() {
        return routingId.clone();
    }

    void setRoutingId(byte[] id) {
        routingId = id;
    }

    void setConnectRoutingId(byte[] id) {
        connectRoutingId = id;
    }

    /** The CONNECT_ROUTING_ID, which goes for one connect; empty when there is none. */
    byte[] takeConnectRoutingId() {
        byte[] id = connectRoutingId;
        connectRoutingId = new byte[0];
        return id;
    }
}
