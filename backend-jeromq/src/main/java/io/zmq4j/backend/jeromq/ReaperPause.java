package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import zmq.Ctx;
import zmq.ZObject;

/**
 * Holds up the thread that buries sockets while a bind over {@code inproc} serves the connections that waited for it.
 *
 * <p>JeroMQ 0.6.0 does so for sockets that are closed already, too, and for such a one this may be the last command: it
 * may be gone before it is signalled ({@link LateSignal}). That would break the bind off, which cannot be made again,
 * and the connections after it would wait for ever, and their context with them.
 */
final class ReaperPause extends ZObject {
    private static final boolean ON = Safeguard.isOn("reaper-pause");

    /** The reaper's mailbox. */
    private static final int REAPER = 1;

    /** A reaper that does not come in this time is dead, and the context with it. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private ReaperPause(Ctx ctx) {
        super(ctx, REAPER);
    }

    /** By a thread that owns a socket of the context. */
    static void during(Ctx ctx, Runnable bind) {
        if (!ON) {
            bind.run();
            return;
        }
        ReaperPause pause = new ReaperPause(ctx);
        pause.sendStop();
        try {
            await(pause.begun);
            bind.run();
        } finally {
            pause.over.countDown();
        }
    }

    /** On the reaper's thread. */
    @Override
    protected void processStop() {
        begun.countDown();
        await(over);
    }

    private static void await(CountDownLatch latch) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        while (true) {
            try {
                latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Uninterrupted.end(interrupted);
    }
}
