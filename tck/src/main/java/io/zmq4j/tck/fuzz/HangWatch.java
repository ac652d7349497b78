package io.zmq4j.tck.fuzz;

import io.zmq4j.tck.ZmqTck;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Ends the JVM when a program takes far too long, and says first where its threads are. */
final class HangWatch {
    private static final long LIMIT_NANOS =
            TimeUnit.SECONDS.toNanos(Long.getLong("zmq4j.fuzz.hang", 2 * ZmqTck.AWAIT.toSeconds()));
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A program that runs, and since when. */
    private record Running(Program program, long since) {}

    private volatile @Nullable Running running;

    HangWatch() {
        Thread thread = new Thread(this::watch, "hang watch");
        thread.setDaemon(true);
        thread.start();
    }

    void started(Program program) {
        running = new Running(program, System.nanoTime());
    }

    void ended() {
        running = null;
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(PAUSE_NANOS);
            Running current = running;
            if (current != null && System.nanoTime() - current.since() > LIMIT_NANOS) {
                FuzzMain.say(FuzzMain.HANGS + current.program().seed());
                Thread.getAllStackTraces().forEach(HangWatch::say);
                sayNative();
                Runtime.getRuntime().halt(FuzzMain.HANG);
            }
        }
    }

    private static void say(Thread thread, StackTraceElement[] frames) {
        FuzzMain.say("thread \"" + thread.getName() + "\" " + thread.getState());
        for (StackTraceElement frame : frames) {
            FuzzMain.say("    at " + frame);
        }
    }

    /** The stacks of the engine's own threads, where gdb is installed. */
    private static void sayNative() {
        String pid = String.valueOf(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("gdb", "-p", pid, "-batch", "-ex", "thread apply all bt")
                    .inheritIO()
                    .start()
                    .waitFor(1, TimeUnit.MINUTES);
        } catch (IOException e) {
            FuzzMain.say("no native stacks: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long the parent gives a child that says nothing. */
    static long parentLimitNanos() {
        return 2 * LIMIT_NANOS + TimeUnit.MINUTES.toNanos(1);
    }

    /** Options that tell a child what this JVM was told. */
    static Map<String, String> settings() {
        return Map.of("zmq4j.fuzz.hang", String.valueOf(TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOS)));
    }
}
