package io.zmq4j.benchmarks.perf;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The other thread of a tool. */
final class Side implements AutoCloseable {
    private final FutureTask<Void> work;
    private final Thread thread;

    private Side(String name, Runnable work) {
        this.work = new FutureTask<>(work, null);
        this.thread = new Thread(this.work, name);
        thread.setDaemon(true);
    }

    static Side start(String name, Runnable work) {
        Side side = new Side(name, work);
        side.thread.start();
        return side;
    }

    /** Waits for its end; what it failed with goes on. */
    void await() throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the other side failed: " + e.getCause(), e.getCause());
        }
    }

    /** Ends it when it has not ended. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
