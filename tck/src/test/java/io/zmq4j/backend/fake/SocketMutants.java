package io.zmq4j.backend.fake;

import io.zmq4j.Capability;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import io.zmq4j.spi.Endpoint;
import java.util.List;

/** Faults of all types of socket: frames, endpoints, options, readiness. */
final class SocketMutants {

    private SocketMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("two-sockets-bind-one-name", "INP-005", "INP-004", "EPT-010", "EPT-043")
                        .socket(SocketMutants::bindsWhatIsBound),
                Mutant.of("unbind-does-nothing", "EPT-036", "EPT-042")
                        .socket(SocketMutants::unbindsNothing)
                        .slow(),
                Mutant.of("disconnect-takes-what-was-never-connected", "EPT-034", "EPT-037", "EPT-038")
                        .socket(SocketMutants::disconnectsAnything),
                Mutant.of("disconnect-does-nothing", "EPT-034", "EPT-037", "EPT-038", "EPT-040", "EPT-041")
                        .socket(SocketMutants::disconnectsNothing)
                        .slow(),
                Mutant.of("names-are-compared-in-lower-case", "INP-008")
                        .core(SocketMutants::bindsInLowerCase, SocketType.PULL)
                        .slow(),
                Mutant.of("closed-socket-keeps-its-name", "INP-011")
                        .core(SocketMutants::keepsItsName, SocketType.PULL)
                        .slow(),
                Mutant.of("long-frames-are-cut", "MSG-008", "MSG-009", "MSG-011", "MSG-017", "MSG-019", "MSG-020")
                        .socket(SocketMutants::cutsLongFrames),
                Mutant.of("high-water-mark-is-100", "INP-010", "OPT-009", "OPT-119")
                        .core(SocketMutants::hasAnotherDefault, SocketType.PUSH),
                Mutant.of("conflate-is-promised", "CFL-001", "OPT-145", "SPI-004")
                        .claim(Capability.of(SocketOptions.CONFLATE))
                        .slow());
    }

    private static FakeSocket cutsLongFrames(FakeContext context, SocketType type, FakeCore core) {
        return new FakeSocket(context, type, core) {
            @Override
            protected boolean doSend(byte[] data, int offset, int length, boolean more) {
                return super.doSend(data, offset, Math.min(length, 0xFFFF), more);
            }
        };
    }

    private static FakeSocket bindsWhatIsBound(FakeContext context, SocketType type, FakeCore core) {
        return new FakeSocket(context, type, core) {
            @Override
            protected String doBind(Endpoint endpoint) {
                try {
                    return super.doBind(endpoint);
                } catch (ZmqException e) {
                    return endpoint.text();
                }
            }
        };
    }

    private static FakeSocket unbindsNothing(FakeContext context, SocketType type, FakeCore core) {
        return new FakeSocket(context, type, core) {
            @Override
            protected void doUnbind(Endpoint endpoint) {
                // the fault
            }
        };
    }

    private static FakeSocket disconnectsAnything(FakeContext context, SocketType type, FakeCore core) {
        return new FakeSocket(context, type, core) {
            @Override
            protected void doDisconnect(Endpoint endpoint) {
                try {
                    super.doDisconnect(endpoint);
                } catch (ZmqException e) {
                    // the fault
                }
            }
        };
    }

    private static FakeSocket disconnectsNothing(FakeContext context, SocketType type, FakeCore core) {
        return new FakeSocket(context, type, core) {
            @Override
            protected void doDisconnect(Endpoint endpoint) {
                // the fault
            }
        };
    }

    private static FakeCore bindsInLowerCase(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            void bind(String endpoint, String name) {
                super.bind(endpoint, name.toLowerCase(java.util.Locale.ROOT));
            }
        };
    }

    private static FakeCore keepsItsName(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            void close() {
                pipes().forEach(FakePipe::close);
            }
        };
    }

    private static FakeCore hasAnotherDefault(FakeNames names, SocketType type) {
        FakeCore core = new FakeDealer(names, type);
        core.options.set(SocketOptions.SNDHWM, 100);
        return core;
    }
}
