package io.zmq4j.backend.libzmq;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The buffers that libzmq sends from at the moment. Each is kept alive until the library says that it is done. */
final class LentMemory {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Map<Long, Loan> LOANS = new ConcurrentHashMap<>();

    private record Loan(ByteBuffer data, Runnable released) {}

    private LentMemory() {}

    /** Keeps a buffer; the number is what the library gives back. */
    static long lend(ByteBuffer data, Runnable released) {
        long number = NUMBERS.incrementAndGet();
        LOANS.put(number, new Loan(data, released));
        return number;
    }

    /** Forgets a buffer that the library did not take. */
    static void takeBack(long number) {
        LOANS.remove(number);
    }

    /** Called by the library, on any thread: nothing may escape into C. */
    static void released(long number) {
        Loan loan = LOANS.remove(number);
        if (loan == null) {
            return;
        }
        try {
            loan.released().run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "ZMQ4J-018 a release callback of a zero-copy message failed", e);
        }
    }
}
