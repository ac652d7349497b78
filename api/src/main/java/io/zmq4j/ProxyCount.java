package io.zmq4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What went through one direction of a proxy. One thread counts, any thread reads; a reading is never between two
 * numbers that belong together.
 */
final class ProxyCount {
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(ProxyCount.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Odd while the numbers change. */
    private int version;

    private long messagesIn;
    private long bytesIn;
    private long messagesOut;
    private long bytesOut;

    /** The four numbers of one moment. */
    record Reading(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {}

    void taken(long bytes) {
        int before = begin();
        messagesIn++;
        bytesIn += bytes;
        VERSION.setRelease(this, before + 2);
    }

    void handedOver(long bytes) {
        int before = begin();
        messagesOut++;
        bytesOut += bytes;
        VERSION.setRelease(this, before + 2);
    }

    private int begin() {
        int before = (int) VERSION.getOpaque(this);
        VERSION.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        return before;
    }

    Reading read() {
        while (true) {
            int before = (int) VERSION.getAcquire(this);
            Reading reading = new Reading(messagesIn, bytesIn, messagesOut, bytesOut);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (int) VERSION.getOpaque(this)) {
                return reading;
            }
            Thread.onSpinWait();
        }
    }
}
