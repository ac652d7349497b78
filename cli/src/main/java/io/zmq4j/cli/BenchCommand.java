package io.zmq4j.cli;

import io.zmq4j.benchmarks.bench.Bench;
import io.zmq4j.benchmarks.bench.BenchListener;
import io.zmq4j.benchmarks.bench.BenchRun;
import io.zmq4j.benchmarks.bench.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the backends against C and against their engines alone. */
@Command(
        name = "bench",
        description = {
            "Measures throughput, latency and processor time of the backends, against libzmq from C and against the engines"
                    + " without zmq4j: in each round all take turns, in processes of their own, over tcp on loopback.",
            "Reports: results.json (every sample), results.md, index.html (with charts)."
        },
        footerHeading = "%nWhat it needs:%n",
        footer = {
            "  the C baseline  a C compiler and zmq.h: apt-get install gcc libzmq3-dev",
            "  native/ffm      JDK 22 or later, by JAVA_HOME",
            "  jzmq (JNI)      apt-get install libzmq-java libzmq-jni",
            "What is missing is left out, and that is said. The machine should have",
            "nothing else to do: on a busy one it takes longer."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Mode mode = new Mode();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/bench",
            description = "Where reports go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            description = "Another JDK, which native/jna and jzmq are measured on against each other.")
    private @Nullable Path jdk;

    @Option(names = "--rounds", paramLabel = "N", description = "Other than 6 (quick) or 9 (full) rounds, 1 to 1000.")
    private @Nullable Integer rounds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Other than 4 (quick) or 20 (full) minutes to measure in, 1 to 1440; warming up may take longer.")
    private @Nullable Integer minutes;

    @Option(names = "--page", paramLabel = "FILE", description = "A Markdown page to write the figures into.")
    private @Nullable Path page;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measure nothing: write the reports of an earlier run, from its results.json.")
    private @Nullable Path from;

    /** One of them. */
    static final class Mode {
        @Option(names = "--quick", description = "The most important, in 10 minutes (the default).")
        @SuppressWarnings("UnusedVariable") // there to be said, and to exclude the other
        private boolean quick;

        @Option(names = "--full", description = "Everything, in 35 minutes.")
        private boolean full;
    }

    private BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check("--rounds", rounds, 1000);
        check("--minutes", minutes, 1440);
        if (jdk != null && !Files.isExecutable(jdk.resolve("bin").resolve("java"))) {
            throw new ParameterException(spec.commandLine(), "there is no bin/java in " + jdk);
        }
        String head = page == null ? null : Reports.head(page);
        if (page != null && head == null) {
            throw new ParameterException(spec.commandLine(), page + " has no place for the figures");
        }
        BenchRun run = from == null ? measure() : BenchRun.read(from);
        if (run.series().isEmpty()) {
            spec.commandLine().getErr().println("zmq4j: nothing could be measured");
            return 1;
        }
        Reports.write(run, out);
        if (page != null && head != null) {
            Reports.splice(run, page, head);
        }
        spec.commandLine().getOut().println("Reports: " + out.resolve("index.html") + ", " + out.resolve("results.md"));
        return 0;
    }

    private void check(String name, @Nullable Integer number, int most) {
        if (number != null && (number < 1 || number > most)) {
            throw new ParameterException(spec.commandLine(), name + " must be 1 to " + most + ", was " + number);
        }
    }

    private BenchRun measure() throws IOException, InterruptedException {
        Duration limit = minutes == null ? null : Duration.ofMinutes(minutes);
        Progress progress = new Progress();
        BenchRun run =
                Bench.prepare(mode.full, out, jdk, rounds, limit, progress).run();
        progress.clear();
        return run;
    }

    /** A line that changes on a terminal; elsewhere one for each twentieth. */
    private final class Progress implements BenchListener {
        private static final int STEPS = 20;

        private final PrintWriter console = spec.commandLine().getOut();
        private final Style style =
                new Style(spec.commandLine().getColorScheme().ansi());

        @Override
        public void measuring(int number, int all, String what, Duration left) {
            String text = String.format(
                    Locale.ROOT,
                    "%d of %d, %d:%02d left: %s",
                    number,
                    all,
                    left.toMinutes(),
                    left.toSecondsPart(),
                    what);
            if (style.isTerminal()) {
                clear();
                console.print(text);
                console.flush();
            } else if (number == 1 || number * STEPS / all > (number - 1) * STEPS / all) {
                console.println(text);
            }
        }

        @Override
        public void leftOut(String what, String why) {
            clear();
            Table.paragraph(
                    console,
                    "",
                    "left out: " + what + ": " + why,
                    spec.usageMessage().width());
        }

        void clear() {
            if (style.isTerminal()) {
                console.print("\r\u001b[K");
                console.flush();
            }
        }
    }
}
