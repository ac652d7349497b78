package io.zmq4j.backend.fake;

import io.zmq4j.SocketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of REQ and REP. */
final class RequestMutants {
    private RequestMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("req-asks-again", "REQ-001", "REQ-002", "REQ-012", "REP-010")
                        .core(RequestMutants::asksAgain, SocketType.REQ),
                Mutant.of("req-waits-for-a-reply-to-nothing", "REQ-001", "REQ-002", "REQ-007", "REP-010")
                        .core(RequestMutants::waitsForNothing, SocketType.REQ)
                        .slow(),
                Mutant.of("req-hears-everybody", "REQ-006", "REQ-011")
                        .core(RequestMutants::hearsEverybody, SocketType.REQ),
                Mutant.of("req-takes-what-is-no-reply", "REQ-007", "REQ-011")
                        .core(RequestMutants::takesWhatIsNoReply, SocketType.REQ),
                Mutant.of("req-is-always-ready-to-send", "REQ-011", "REP-008")
                        .core(RequestMutants::reqIsAlwaysReady, SocketType.REQ)
                        .slow(),
                Mutant.of("req-drops-when-it-would-wait", "REQ-005").core(RequestMutants::drops, SocketType.REQ),
                Mutant.of("rep-replies-to-nothing", "REP-001", "REP-002", "REP-010")
                        .core(RequestMutants::repliesToNothing, SocketType.REP),
                Mutant.of("rep-receives-again", "REP-001", "REP-002", "REP-010")
                        .core(RequestMutants::receivesAgain, SocketType.REP)
                        .slow(),
                Mutant.of("rep-empties-one-peer-first", "REP-003").core(RequestMutants::readsTheFirst, SocketType.REP),
                Mutant.of("rep-forgets-the-envelope", "REP-004")
                        .core(RequestMutants::forgetsTheEnvelope, SocketType.REP),
                Mutant.of("rep-replies-to-everybody", "REP-005", "REP-009", "INP-003")
                        .core(RequestMutants::repliesToEverybody, SocketType.REP),
                Mutant.of("rep-is-always-ready-to-send", "REP-008", "REQ-011")
                        .core(RequestMutants::repIsAlwaysReady, SocketType.REP)
                        .slow(),
                Mutant.of("rep-waits-for-a-full-peer", "REP-009")
                        .core(RequestMutants::waitsForAFullPeer, SocketType.REP),
                Mutant.of("rep-waits-for-a-peer-that-has-left", "REP-006")
                        .core(RequestMutants::waitsForWhoHasLeft, SocketType.REP)
                        .slow());
    }

    private static FakeCore asksAgain(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                received();
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore waitsForNothing(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            @Nullable
            List<byte[]> next() {
                return mayReceive() ? super.next() : null;
            }
        };
    }

    private static FakeCore hearsEverybody(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            void sent() {
                super.sent();
                asked = null;
            }
        };
    }

    private static FakeCore takesWhatIsNoReply(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            @Nullable
            List<byte[]> next() {
                FakePipe pipe = mayReceive() ? asked : null;
                if (pipe == null || !pipe.hasMessage()) {
                    return super.next();
                }
                List<byte[]> reply = pipe.read();
                return reply == null || reply.size() < 2 ? reply : reply.subList(1, reply.size());
            }

            @Override
            boolean hasNext() {
                return anyHasMessage();
            }
        };
    }

    private static FakeCore reqIsAlwaysReady(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            boolean canSend() {
                return anyHasRoom();
            }
        };
    }

    private static FakeCore drops(FakeNames names, SocketType type) {
        return new FakeReq(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                super.start(first, moreFollow);
                return true;
            }
        };
    }

    private static FakeCore repliesToNothing(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                received();
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore receivesAgain(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            @Nullable
            List<byte[]> next() {
                sent();
                return super.next();
            }
        };
    }

    private static FakeCore readsTheFirst(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            @Nullable
            FakePipe nextReader() {
                return Mutant.firstReader(this);
            }
        };
    }

    private static FakeCore forgetsTheEnvelope(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            void received() {
                super.received();
                envelope = List.of(EMPTY);
            }
        };
    }

    private static FakeCore repliesToEverybody(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                boolean started = super.start(first, moreFollow);
                pipes().forEach(pipe -> {
                    if (pipe != asker) {
                        to(pipe);
                    }
                });
                return started;
            }
        };
    }

    private static FakeCore repIsAlwaysReady(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            boolean canSend() {
                return true;
            }
        };
    }

    private static FakeCore waitsForAFullPeer(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                boolean full = asker != null && asker.isConnected() && !asker.hasRoom();
                return !full && super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore waitsForWhoHasLeft(FakeNames names, SocketType type) {
        return new FakeRep(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                boolean left = asker != null && !asker.isConnected();
                return !left && super.start(first, moreFollow);
            }
        };
    }
}
