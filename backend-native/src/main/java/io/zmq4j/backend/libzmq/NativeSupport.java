package io.zmq4j.backend.libzmq;

import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.spi.Safeguard;
import java.util.Set;

/** What this backend supports on a libzmq with certain features, and if not, why. */
final class NativeSupport {
    private static final Support NOT_IMPLEMENTED = Support.none("not implemented by this backend");

    static final Support UNBIND = Support.partial(
            "not from tcp or ipc once a message of several frames was sent, by REQ and REP any message: libzmq can end"
                    + " the process when such a connection breaks next (still in 4.3.4); close the socket instead");

    static final Support DISCONNECT = Support.partial(
            "not from tcp or ipc with a LINGER of more than 50 ms that ends, once a message of several frames was sent,"
                    + " by REQ and REP any message: libzmq can end the process when such a connection breaks next"
                    + " (still in 4.3.4); set LINGER to 0 or to -1 before");

    private static final Set<Capability> FEATURES =
            Set.of(Capability.MONITOR, Capability.POLL_DESCRIPTORS, Capability.ZERO_COPY_SEND);

    private final NativeFeatures features;

    NativeSupport(NativeFeatures features) {
        this.features = features;
    }

    Support of(Capability capability) {
        return switch (capability.kind()) {
            case SOCKET_TYPE -> Support.full();
            case OPTION -> option(capability.name());
            case CONTEXT_OPTION -> contextOption(capability.name());
            case TRANSPORT -> transport(capability.name());
            case MECHANISM -> mechanism(capability.name());
            case FEATURE -> feature(capability);
        };
    }

    private static Support feature(Capability capability) {
        if (capability.equals(Capability.UNBIND)) {
            return UNBIND;
        } else if (capability.equals(Capability.DISCONNECT)) {
            return DISCONNECT;
        }
        return FEATURES.contains(capability) ? Support.full() : NOT_IMPLEMENTED;
    }

    private Support option(String name) {
        if (name.startsWith("VMCI_")) {
            return Support.none("not implemented by this backend; no usual build of libzmq has VMCI");
        }
        if (name.startsWith("CURVE_")) {
            return mechanism("CURVE");
        }
        if (name.startsWith("GSSAPI_")) {
            return mechanism("GSSAPI");
        }
        return switch (name) {
            case "BLOCKY" -> Support.partial("an option of the context, taken by no socket");
            case "SOCKS_PROXY" ->
                when(
                        features.socks() || !Safeguard.isOn("socks-proxy"),
                        "this libzmq ends the process when it closes a connection whose SOCKS proxy has failed");
            default -> Support.full();
        };
    }

    private Support contextOption(String name) {
        return switch (name) {
            case "MAX_MSGSZ" -> Support.none("libzmq keeps the number and enforces nothing");
            case "THREAD_NAME_PREFIX" ->
                when(features.contextExt(), "this libzmq does not export zmq_ctx_set_ext, which takes texts");
            case "THREAD_PRIORITY", "THREAD_SCHED_POLICY", "THREAD_AFFINITY_CPU_ADD", "THREAD_AFFINITY_CPU_REMOVE" ->
                when(
                        features.threadScheduling(),
                        "libzmq ends the process when the system refuses it, and here it cannot be tried out before");
            default -> Support.full();
        };
    }

    private Support transport(String name) {
        return switch (name) {
            case "tcp", "inproc" -> Support.full();
            case "ipc" -> built(features.ipc(), name);
            case "pgm", "epgm" -> built(features.pgm(), name);
            case "norm" -> built(features.norm(), name);
            case "tipc" -> built(features.tipc(), name);
            case "udp" -> Support.none("only the draft types RADIO, DISH and DGRAM go over udp");
            case "ws", "wss" -> Support.none("libzmq offers WebSockets as a draft only");
            default -> Support.none("unknown transport");
        };
    }

    private Support mechanism(String name) {
        return switch (name) {
            case "CURVE" -> built(features.curve(), name);
            case "GSSAPI" -> built(features.gssapi(), name);
            default -> Support.full();
        };
    }

    private static Support built(boolean supported, String name) {
        return when(supported, "this libzmq was built without " + name);
    }

    private static Support when(boolean supported, String reason) {
        return supported ? Support.full() : Support.none(reason);
    }
}
