package io.zmq4j.tck.fuzz;

import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM that runs programs, seen from outside: which seed it is at, and how it ends. */
final class FuzzChild {
    private final List<String> tail = new ArrayList<>();
    private long seed = -1;
    private boolean inside;
    private @Nullable String failed;
    private long done;

    private FuzzChild() {}

    /**
     * How a run ended.
     *
     * @param done programs that ended well
     * @param find what did not, which ended the run
     */
    record Result(long done, Optional<Find> find) {}

    /** Runs seeds one after the other, up to the first find. */
    static Result seeds(String backend, long from, long to) throws IOException, InterruptedException {
        return new FuzzChild().run(backend, String.valueOf(from), String.valueOf(to));
    }

    /** Runs one program so many times, up to the first find. */
    static Result program(String backend, Program program, int times) throws IOException, InterruptedException {
        return new FuzzChild().run(backend, "program", program.name(), String.valueOf(times));
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        ChildJvm jvm = ChildJvm.of(FuzzMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Xmx256m")
                .option("-XX:+UseSerialGC")
                .option("-XX:TieredStopAtLevel=1");
        HangWatch.settings().forEach((name, value) -> jvm.option("-D" + name + "=" + value));
        String off = System.getProperty(Safeguard.PROPERTY);
        if (off != null) {
            jvm.option("-D" + Safeguard.PROPERTY + "=" + off);
        }
        Process process = jvm.builder(arguments).redirectErrorStream(true).start();
        ScheduledExecutorService limit = Executors.newSingleThreadScheduledExecutor();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            process.getOutputStream().close();
            watch(output, process, limit);
            return end(process.waitFor());
        } finally {
            limit.shutdownNow();
            process.destroyForcibly();
        }
    }

    /** Reads to the end. A child that is beyond saying that it hangs is ended from here. */
    private void watch(BufferedReader output, Process process, ScheduledExecutorService limit) throws IOException {
        var end = limit.schedule(process::destroyForcibly, HangWatch.parentLimitNanos(), TimeUnit.NANOSECONDS);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(FuzzMain.SEED)) {
                end.cancel(false);
                end = limit.schedule(process::destroyForcibly, HangWatch.parentLimitNanos(), TimeUnit.NANOSECONDS);
                if (failed != null) {
                    process.destroyForcibly();
                    return;
                }
                seed = Long.parseLong(line.substring(FuzzMain.SEED.length()));
                inside = true;
                tail.clear();
            } else if (line.startsWith(FuzzMain.OK)) {
                inside = false;
                done++;
            } else {
                if (line.startsWith(FuzzMain.FAILED)) {
                    failed = line;
                }
                tail.add(line);
            }
        }
    }

    private Result end(int exit) {
        if (failed == null && !inside && exit == 0) {
            return new Result(done, Optional.empty());
        }
        Find.Kind kind;
        if (failed != null) {
            kind = Find.Kind.FAILURE;
        } else if (exit == FuzzMain.HANG) {
            kind = Find.Kind.HANG;
        } else {
            kind = Find.Kind.DEATH;
        }
        return new Result(done, Optional.of(new Find(seed, kind, exit, String.join("\n", tail))));
    }
}
