package io.zmq4j.backend.fake;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults of PUB, SUB, XPUB and XSUB. */
final class SubscriptionMutants {

    private SubscriptionMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("pub-waits-for-a-full-subscriber", "PUB-003", "PUB-005", "PUB-007", "PUB-012", "SUB-008")
                        .core(SubscriptionMutants::waitsWhenFull, SocketType.PUB)
                        .slow(),
                Mutant.of("pub-ignores-inverted-matching", "PUB-011")
                        .core(SubscriptionMutants::ignoresInversion, SocketType.PUB)
                        .slow(),
                Mutant.of("xpub-drops-though-nodrop", "XPB-010", "OPT-156")
                        .core(SubscriptionMutants::ignoresNoDrop, SocketType.XPUB),
                Mutant.of("xpub-ignores-verbose", "XPB-003", "XPB-002", "XPB-013", "OPT-006", "OPT-131")
                        .core(SubscriptionMutants::ignoresVerbose, SocketType.XPUB)
                        .slow(),
                Mutant.of("xpub-ignores-verboser", "XPB-004", "OPT-165")
                        .core(SubscriptionMutants::ignoresVerboser, SocketType.XPUB)
                        .slow(),
                Mutant.of("xpub-drops-what-is-no-subscription", "XPB-011", "XSB-002")
                        .core(SubscriptionMutants::dropsUserMessages, SocketType.XPUB)
                        .slow(),
                Mutant.of("xpub-does-not-tell-who-leaves", "XPB-005", "XPB-001", "SUB-009")
                        .core(SubscriptionMutants::doesNotTellWhoLeaves, SocketType.XPUB)
                        .slow(),
                Mutant.of("sub-does-not-count-subscriptions", "SUB-003", "SUB-009", "OPT-006", "OPT-104", "OPT-105")
                        .core(SubscriptionMutants::doesNotCount, SocketType.SUB),
                Mutant.of("xsub-tells-later-publishers-nothing", "XSB-004", "XSB-005")
                        .core(SubscriptionMutants::tellsLaterOnesNothing, SocketType.XSUB)
                        .slow(),
                Mutant.of("sub-empties-one-publisher-first", "SUB-006")
                        .core(SubscriptionMutants::readsTheFirst, SocketType.SUB));
    }

    private static FakeCore waitsWhenFull(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                for (FakePipe pipe : pipes()) {
                    if (wants(pipe, first) && !pipe.hasRoom()) {
                        return false;
                    }
                }
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore ignoresNoDrop(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                options.set(SocketOptions.XPUB_NODROP, 0);
                return super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore ignoresInversion(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            boolean wants(FakePipe pipe, byte[] first) {
                options.set(SocketOptions.INVERT_MATCHING, 0);
                return super.wants(pipe, first);
            }
        };
    }

    private static FakeCore ignoresVerbose(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            void arrived(FakePipe pipe) {
                options.set(SocketOptions.XPUB_VERBOSE, 0);
                super.arrived(pipe);
            }
        };
    }

    private static FakeCore ignoresVerboser(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            void arrived(FakePipe pipe) {
                options.set(SocketOptions.XPUB_VERBOSER, 0);
                super.arrived(pipe);
            }
        };
    }

    private static FakeCore dropsUserMessages(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            @Nullable
            List<byte[]> next() {
                List<byte[]> message = super.next();
                return message == null || FakeTopic.of(message) != null ? message : next();
            }
        };
    }

    private static FakeCore doesNotTellWhoLeaves(FakeNames names, SocketType type) {
        return new FakePublisher(names, type) {
            @Override
            void detach(FakePipe pipe) {
                subscriptions.remove(pipe);
                super.detach(pipe);
            }
        };
    }

    private static FakeCore doesNotCount(FakeNames names, SocketType type) {
        return new FakeSubscriber(names, type) {
            @Override
            void change(FakeTopic topic) {
                if (!topic.isAdded() || !topics.containsKey(topic.bytes())) {
                    super.change(topic);
                }
            }
        };
    }

    private static FakeCore tellsLaterOnesNothing(FakeNames names, SocketType type) {
        return new FakeSubscriber(names, type) {
            @Override
            void attach(FakePipe pipe) {
                Map<ByteBuffer, Integer> kept = Map.copyOf(topics);
                topics.clear();
                super.attach(pipe);
                topics.putAll(kept);
            }
        };
    }

    private static FakeCore readsTheFirst(FakeNames names, SocketType type) {
        return new FakeSubscriber(names, type) {
            @Override
            @Nullable
            FakePipe nextReader() {
                return Mutant.firstReader(this);
            }
        };
    }
}
