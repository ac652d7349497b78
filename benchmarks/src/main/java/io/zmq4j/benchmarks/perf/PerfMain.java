package io.zmq4j.benchmarks.perf;

import java.io.IOException;

/** One {@link PerfTask} in a process of its own, without the command-line tool around it. */
public final class PerfMain {
    private PerfMain() {}

    /**
     * Runs it, and prints what was measured.
     *
     * @param arguments those of {@link PerfTask#arguments()}
     * @throws IOException never, as standard output takes everything
     * @throws InterruptedException never, as nobody interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new PerfRun(PerfTask.of(arguments), System.out).run();
    }
}
