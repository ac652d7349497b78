package io.zmq4j.benchmarks.jmh;

/** A thread that does something over and over, until it is closed: the far end of a benchmark. */
final class Loop implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Throwable failure;

    Loop(Runnable step) {
        thread = new Thread(() -> run(step), "far end");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable step) {
        try {
            while (!stopped) {
                step.run();
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Waits for the step that is under way. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw new IllegalStateException("the far end failed", failure);
        }
    }
}
