package io.zmq4j.spi;

import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The end of a context, on a daemon thread of its own: the wait for it can end early, the work never does. */
final class Termination {
    private static final System.Logger LOG = System.getLogger("io.zmq4j");

    private final String label;
    private final long deadline;
    private final LongConsumer closeSockets;
    private final Runnable terminate;
    private final CountDownLatch done = new CountDownLatch(1);

    Termination(String label, long boundNanos, LongConsumer closeSockets, Runnable terminate) {
        this.label = label;
        this.deadline = Limits.deadline(boundNanos);
        this.closeSockets = closeSockets;
        this.terminate = terminate;
    }

    void start() {
        Thread thread = new Thread(this::run, "zmq4j close of " + label);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            closeSockets.accept(deadline);
            terminate.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "ZMQ4J-014 closing " + label + " failed", e);
        } finally {
            done.countDown();
        }
    }

    /** Waits for the end, up to a bound or an interrupt, whose flag stays set. */
    boolean await(long nanos) {
        try {
            if (nanos < 0) {
                done.await();
                return true;
            }
            return done.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (done.getCount() == 0) {
                return true;
            }
            LOG.log(
                    Level.WARNING,
                    "ZMQ4J-013 interrupted while " + label
                            + " waits for messages that its sockets still have to send (LINGER); it goes on doing so in"
                            + " the background");
            return false;
        }
    }
}
