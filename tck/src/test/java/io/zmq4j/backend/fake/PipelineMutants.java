package io.zmq4j.backend.fake;

import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of PAIR, PUSH, PULL and DEALER. */
final class PipelineMutants {
    private PipelineMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("pair-takes-every-peer", "PAR-001", "PAR-002").core(FakeDealer::new, SocketType.PAIR),
                Mutant.of("pair-drops-when-it-would-wait", "PAR-003", "PAR-004")
                        .core(PipelineMutants::pairThatDrops, SocketType.PAIR),
                Mutant.of("push-sends-to-its-first-peer-only", "PSH-001", "PSH-002", "MPT-005")
                        .core(PipelineMutants::sendsToTheFirst, SocketType.PUSH)
                        .slow(),
                Mutant.of("dealer-sends-to-its-first-peer-only", "DLR-001", "MPT-005")
                        .core(PipelineMutants::sendsToTheFirst, SocketType.DEALER)
                        .slow(),
                Mutant.of("push-waits-for-a-full-peer", "PSH-002")
                        .core(PipelineMutants::waitsForItsTurn, SocketType.PUSH),
                Mutant.of("dealer-drops-when-it-would-wait", "DLR-003").core(PipelineMutants::drops, SocketType.DEALER),
                Mutant.of("pull-empties-one-peer-first", "PUL-001", "PUL-005")
                        .core(PipelineMutants::readsTheFirst, SocketType.PULL),
                Mutant.of("dealer-empties-one-peer-first", "DLR-002")
                        .core(PipelineMutants::readsTheFirst, SocketType.DEALER)
                        .slow(),
                Mutant.of("dealer-does-not-probe", "DLR-008", "OPT-142")
                        .core(PipelineMutants::probesNobody, SocketType.DEALER)
                        .slow(),
                Mutant.of("push-loses-empty-frames", "MPT-009")
                        .core(PipelineMutants::losesEmptyFrames, SocketType.PUSH),
                Mutant.of("push-takes-its-last-words-along", "PUL-004", "HWM-011")
                        .core(PipelineMutants::takesItsLastWordsAlong, SocketType.PUSH)
                        .slow());
    }

    private static FakeCore sendsToTheFirst(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            @Nullable
            FakePipe nextWriter() {
                for (FakePipe pipe : pipes()) {
                    if (pipe.hasRoom()) {
                        return pipe;
                    }
                }
                return null;
            }
        };
    }

    private static FakeCore waitsForItsTurn(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            boolean canSend() {
                return pipes().iterator().hasNext() && pipes().iterator().next().hasRoom();
            }

            @Override
            boolean start(byte[] first, boolean moreFollow) {
                return canSend() && super.start(first, moreFollow);
            }
        };
    }

    private static FakeCore drops(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                super.start(first, moreFollow);
                return true;
            }
        };
    }

    private static FakeCore pairThatDrops(FakeNames names, SocketType type) {
        return new FakePair(names, type) {
            @Override
            boolean start(byte[] first, boolean moreFollow) {
                super.start(first, moreFollow);
                return true;
            }
        };
    }

    private static FakeCore readsTheFirst(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            @Nullable
            FakePipe nextReader() {
                return Mutant.firstReader(this);
            }
        };
    }

    private static FakeCore probesNobody(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            void attach(FakePipe pipe) {
                options.set(SocketOptions.PROBE_ROUTER, 0);
                super.attach(pipe);
            }
        };
    }

    private static FakeCore losesEmptyFrames(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            void frame(byte[] frame) {
                if (frame.length > 0) {
                    super.frame(frame);
                }
            }
        };
    }

    private static FakeCore takesItsLastWordsAlong(FakeNames names, SocketType type) {
        return new FakeDealer(names, type) {
            @Override
            void close() {
                pipes().forEach(pipe -> pipe.farEnd().close());
                super.close();
            }
        };
    }
}
