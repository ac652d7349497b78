package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zmq.Ctx;
import zmq.poll.Poller;

/**
 * A thread of the engine: an I/O thread or the reaper. Always a daemon.
 *
 * <p>Repairs JeroMQ 0.6.0, whose threads survive {@code RuntimeException} only: any other error ends them in silence,
 * all connections stand still, and terminating the context hangs. Here the context is marked failed, so that every call
 * on its sockets says so, and the thread goes on, so that the context can still be closed. It can go when an
 * {@code AssertionError} in a handler no longer ends {@code zmq.poll.Poller.run}.
 */
final class IoThread extends Thread {
    private static final int MAX_RESTARTS = 100;

    private final Runnable work;
    private final JeroMqContext context;
    private final int mailbox;

    // of this thread alone
    private @Nullable Handshake inProgress;
    private final List<Handshake> awaitingZap = new ArrayList<>();

    /**
     * Prepares a thread.
     *
     * @param work what it does
     * @param prefix of its name
     * @param name what the engine calls it; ends with the number of the mailbox that it serves
     * @param context whose thread it is
     */
    IoThread(Runnable work, String prefix, String name, JeroMqContext context) {
        super(prefix + name);
        this.work = work;
        this.context = context;
        this.mailbox = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        setDaemon(true);
    }

    /** The current thread if it is one of the engine. */
    static @Nullable IoThread current() {
        return Thread.currentThread() instanceof IoThread thread ? thread : null;
    }

    /** The poller that the current thread runs, or null when it is no thread of the engine. */
    static @Nullable Poller poller() {
        return Thread.currentThread() instanceof IoThread thread && thread.work instanceof Poller poller
                ? poller
                : null;
    }

    Ctx ctx() {
        return context.ctx();
    }

    /** Where commands to this thread go. */
    int mailbox() {
        return mailbox;
    }

    // ---- handshakes

    /** The one whose frame the engine works on, or worked on last. */
    @Nullable
    Handshake inProgress() {
        return inProgress;
    }

    void inProgress(@Nullable Handshake handshake) {
        inProgress = handshake;
    }

    void awaitsZap(Handshake handshake) {
        awaitingZap.add(handshake);
    }

    /**
     * The handshake that a reply of the ZAP handler is for. JeroMQ numbers all requests 1; they are asked, and in
     * general answered, in turn.
     */
    @Nullable
    Handshake answeredByZap() {
        awaitingZap.removeIf(handshake -> !handshake.isOpen());
        Handshake working = inProgress;
        if (working != null && awaitingZap.remove(working)) {
            return working;
        }
        return awaitingZap.isEmpty() ? null : awaitingZap.remove(0);
    }

    @Override
    public void run() {
        for (int i = 0; i <= MAX_RESTARTS; i++) {
            try {
                runOn();
                return;
            } catch (Throwable e) {
                if (!Safeguard.isOn("io-thread")) {
                    throw e;
                }
                context.failed(e);
            }
        }
    }

    private void runOn() {
        while (true) {
            try {
                work.run();
                return;
            } catch (NullPointerException e) {
                if (!LateHeartbeat.explains(e)) {
                    throw e;
                }
            }
        }
    }
}
