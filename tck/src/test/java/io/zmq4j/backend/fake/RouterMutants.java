package io.zmq4j.backend.fake;

import io.zmq4j.ErrorCode;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of ROUTER. */
final class RouterMutants {
    private RouterMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("router-makes-up-ids-that-begin-with-one", "RTR-001", "RTR-010")
                        .core(RouterMutants::makesUpOtherIds, SocketType.ROUTER),
                Mutant.of("router-refuses-what-it-cannot-route", "RTR-003", "RTR-005", "OPT-006", "OPT-125")
                        .core(RouterMutants::refusesTheUnroutable, SocketType.ROUTER),
                Mutant.of(
                                "router-ignores-mandatory",
                                "RTR-005",
                                "RTR-006",
                                "RTR-007",
                                "RTR-012",
                                "RTR-019",
                                "OPT-006",
                                "OPT-125")
                        .core(RouterMutants::ignoresMandatory, SocketType.ROUTER)
                        .slow(),
                Mutant.of("router-drops-though-mandatory", "RTR-006", "RTR-007", "OPT-125")
                        .core(RouterMutants::dropsThoughMandatory, SocketType.ROUTER),
                Mutant.of("router-waits-for-a-full-peer", "RTR-004")
                        .core(RouterMutants::waitsForAFullPeer, SocketType.ROUTER)
                        .slow(),
                Mutant.of("router-always-hands-over", "RTR-008")
                        .core(RouterMutants::alwaysHandsOver, SocketType.ROUTER),
                Mutant.of("router-never-hands-over", "RTR-009", "OPT-147")
                        .core(RouterMutants::neverHandsOver, SocketType.ROUTER)
                        .slow(),
                Mutant.of("router-ignores-the-id-of-the-next-connect", "RTR-013", "RTR-014", "OPT-149")
                        .core(RouterMutants::ignoresConnectId, SocketType.ROUTER)
                        .slow(),
                Mutant.of("router-empties-one-peer-first", "RTR-011")
                        .core(RouterMutants::readsTheFirst, SocketType.ROUTER),
                Mutant.of("router-refuses-an-id-alone", "RTR-015")
                        .core(RouterMutants::refusesAnIdAlone, SocketType.ROUTER));
    }

    private static FakeCore makesUpOtherIds(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            byte[] generate() {
                byte[] id = super.generate();
                id[0] = 1;
                return id;
            }
        };
    }

    private static FakeCore refusesTheUnroutable(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                if (moreFollow && !peers.containsKey(ByteBuffer.wrap(first))) {
                    throw new ZmqException(ErrorCode.EHOSTUNREACH, "nobody");
                }
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore ignoresMandatory(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                options.set(SocketOptions.ROUTER_MANDATORY, 0);
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore dropsThoughMandatory(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                super.start(first, moreFollow);
                return true;
            }
        };
    }

    private static FakeCore waitsForAFullPeer(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                FakePipe pipe = peers.get(ByteBuffer.wrap(first));
                return (pipe == null || pipe.hasRoom()) && super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore alwaysHandsOver(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            void name(FakePipe pipe, byte[] id) {
                FakePipe other = peers.get(ByteBuffer.wrap(id));
                if (other != null) {
                    other.close();
                }
                super.name(pipe, id);
            }
        };
    }

    private static FakeCore neverHandsOver(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            void name(FakePipe pipe, byte[] id) {
                options.set(SocketOptions.ROUTER_HANDOVER, 0);
                super.name(pipe, id);
            }
        };
    }

    private static FakeCore ignoresConnectId(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            void attach(FakePipe pipe) {
                options.takeConnectRoutingId();
                super.attach(pipe);
            }
        };
    }

    private static FakeCore readsTheFirst(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            @Nullable
            FakePipe nextReader() {
                return Mutant.firstReader(this);
            }
        };
    }

    private static FakeCore refusesAnIdAlone(FakeNames names, SocketType type) {
        return new FakeRouter(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                if (!moreFollow) {
                    throw new ZmqException(ErrorCode.EINVAL, "an id alone");
                }
                return super.start(first, true);
            }
        };
    }
}
