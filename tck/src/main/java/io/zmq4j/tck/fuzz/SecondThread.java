package io.zmq4j.tck.fuzz;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** The other thread of a program, which takes its steps one after the other. Started when it is first used. */
final class SecondThread {
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread started = new Thread(task, "second");
        started.setDaemon(true);
        thread.set(started);
        return started;
    });
    private volatile boolean used;

    void execute(Runnable task) {
        used = true;
        executor.execute(task);
    }

    /** Waits until it has done all it was given. */
    void join() throws InterruptedException, ExecutionException {
        if (used) {
            Future<?> last = executor.submit(Thread::interrupted);
            last.get();
        }
    }

    void interrupt() {
        Thread current = thread.get();
        if (current != null) {
            current.interrupt();
        }
    }

    void end() {
        executor.shutdown();
    }
}
