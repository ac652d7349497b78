package io.zmq4j.cli.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What both ends of an exchange share: how much is sent, until when anybody waits, and the clock. */
final class Pace {
    private final Load load;
    private final long deadline;
    private final CountDownLatch seen = new CountDownLatch(1);
    private volatile long started;
    private volatile long ended;
    private volatile long messages;

    Pace(Load load) {
        this.load = load;
        this.deadline = System.nanoTime() + load.patience().toNanos();
    }

    /** Starts the clock: the connection stands. */
    void start() {
        started = System.nanoTime();
    }

    /** Whether another message is due after so many. */
    boolean wants(long sent) {
        return load.messages() > 0
                ? sent < load.messages()
                : sent < Load.MOST && System.nanoTime() - started < load.time().toNanos();
    }

    /** Stops the clock: so many messages have arrived and are intact. */
    void stop(long arrived) {
        ended = System.nanoTime();
        messages = arrived;
    }

    /** How long a call may still wait. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** The receiver has seen the sender's hello. */
    void helloSeen() {
        seen.countDown();
    }

    /** Waits a moment for the receiver to see a hello. */
    boolean awaitHello() throws InterruptedException {
        return seen.await(5, TimeUnit.MILLISECONDS);
    }

    long messages() {
        return messages;
    }

    double perSecond() {
        return messages / Math.max(1e-9, (ended - started) / 1e9);
    }

    /** For a wait that ended without a message. */
    Broken missing(String what) {
        return new Broken(what + " within " + Load.seconds(load.patience()));
    }
}
