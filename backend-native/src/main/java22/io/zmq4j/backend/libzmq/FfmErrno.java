package io.zmq4j.backend.libzmq;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Where a call leaves its errno, for each thread: the JVM would overwrite the one of C at any time. */
final class FfmErrno {
    private static final ThreadLocal<MemorySegment> OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

    private FfmErrno() {}

    static MemorySegment ofThread() {
        return OF_THREAD.get();
    }

    /** The errno of the last call of this thread that took it. */
    static int last() {
        return ofThread().get(ValueLayout.JAVA_INT, 0);
    }
}
