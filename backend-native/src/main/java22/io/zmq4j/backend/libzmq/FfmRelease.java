package io.zmq4j.backend.libzmq;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code zmq_free_fn}, by which libzmq says that it is done with lent memory. */
@SuppressWarnings("restricted")
final class FfmRelease {
    /** Never freed, as the library may call it at any time. */
    static final long ADDRESS = stub();

    private FfmRelease() {}

    private static long stub() {
        MethodHandle target = FfmLibrary.own(FfmRelease.class, "released", void.class, long.class, long.class);
        FunctionDescriptor types = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        return Linker.nativeLinker().upcallStub(target, types, Arena.global()).address();
    }

    /** Called by the library, on any thread; what escaped from here would end the process. */
    @SuppressWarnings("unused") // by its name, above
    static void released(long data, long hint) {
        LentMemory.released(hint);
    }
}
