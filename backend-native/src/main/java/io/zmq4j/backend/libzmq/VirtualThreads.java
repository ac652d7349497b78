package io.zmq4j.backend.libzmq;

import io.zmq4j.spi.Safeguard;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Tells virtual threads from others, on JDK 21 and later; there are none before. */
final class VirtualThreads {
    private static final MethodHandle IS_VIRTUAL = find();
    private static final boolean HAND_OVER = Safeguard.isOn("virtual-thread-hand-over");

    private VirtualThreads() {}

    private static MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            return MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, Thread.class);
        }
    }

    /** Whether a thread must not wait in a call to C: it would hold a carrier, and the other virtual threads up. */
    static boolean mustPark(Thread thread) {
        return HAND_OVER && isVirtual(thread);
    }

    static boolean isVirtual(Thread thread) {
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new IllegalStateException(e); // it throws nothing
        }
    }
}
