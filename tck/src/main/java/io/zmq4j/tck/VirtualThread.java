package io.zmq4j.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;

/** Starts virtual threads, by reflection: the kit is compiled for JDK 17, which has none. */
public final class VirtualThread {
    private VirtualThread() {}

    /** Ends the test as skipped where there are none. */
    public static void assumeThereAre() {
        assumeTrue(Runtime.version().feature() >= 21, "NOT TESTED: virtual threads came with JDK 21");
    }

    /**
     * Starts one.
     *
     * @param work what it does
     * @return the thread
     */
    public static Thread start(Runnable work) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("virtual threads came with JDK 21", e);
        }
    }
}
