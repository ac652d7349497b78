package io.zmq4j.internal;

/** A second thread that comes just when the first is in the middle of something. */
public final class Rival {
    private Rival() {}

    /** Starts it, and returns once it waits for a lock or has come through. */
    public static Thread start(Runnable action) {
        Thread thread = new Thread(action, "rival");
        thread.start();
        while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
