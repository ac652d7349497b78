package io.zmq4j.cli;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Support;
import io.zmq4j.Zmq;
import io.zmq4j.cli.demo.Demo;
import io.zmq4j.cli.demo.Load;
import io.zmq4j.cli.demo.Result;
import io.zmq4j.cli.demo.Result.Failure;
import io.zmq4j.spi.Availability.Available;
import io.zmq4j.spi.Availability.Unavailable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets messages flow between all backends, and checks every one. */
@Command(
        name = "demo",
        description = {
            "Lets messages flow over tcp on loopback, between every two of the usable backends, in every pattern,"
                    + " through a proxy, from a poller and under monitors, and checks each: content, order, number.",
            "Succeeds only when everything arrived intact."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String INTACT = "ok";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Main main;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            split = ",",
            description = "Only this backend; several: NAME,NAME.")
    private List<String> names = List.of();

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Send N messages in each row, not as many as fit into a quarter of a second.")
    private long messages;

    private DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (messages < 0 || messages > 10_000_000) {
            throw new ParameterException(
                    spec.commandLine(), "--messages must be 1 to 10000000 (0: by time), was " + messages);
        }
        List<Backend> backends = wanted(Zmq.backends());
        PrintWriter out = spec.commandLine().getOut();
        out.println(Main.version() + ", Java " + Runtime.version());
        List<Backend> usable = introduce(out, backends);
        if (usable.isEmpty() || (!names.isEmpty() && usable.size() < backends.size())) {
            return fail(names.isEmpty() ? "no backend can be used" : "a backend asked for cannot be used");
        }
        out.println();
        Load load = messages > 0 ? Load.of(messages) : Load.timed();
        long start = System.nanoTime();
        Rows rows = new Rows(out, usable);
        rows.heading();
        List<Result> results = new Demo(usable, load).run(rows);
        out.println();
        return conclude(out, results, (System.nanoTime() - start) / 1e9);
    }

    private List<Backend> wanted(List<Backend> found) {
        if (names.isEmpty()) {
            return found;
        }
        List<Backend> wanted = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(names);
        for (Backend backend : found) {
            if (unknown.remove(backend.name())) {
                wanted.add(backend);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Unknown backend " + String.join(", ", unknown) + "; there is " + found);
        }
        return wanted;
    }

    private List<Backend> introduce(PrintWriter out, List<Backend> backends) {
        List<Backend> usable = new ArrayList<>();
        int width = spec.usageMessage().width();
        for (Backend backend : backends) {
            String label = "  " + Table.pad(backend.name(), 8) + "  ";
            String indent = " ".repeat(label.length());
            Support tcp = backend.support(Capability.transport("tcp"));
            if (backend.availability() instanceof Available && !tcp.isUsable()) {
                Table.paragraph(out, label, "left out, the demo needs tcp: " + tcp.reason(), width);
            } else if (backend.availability() instanceof Available available) {
                usable.add(backend);
                Table.paragraph(
                        out,
                        label,
                        available.implementationVersion() + " through " + available.binding() + ", from "
                                + available.location(),
                        width);
            } else if (backend.availability() instanceof Unavailable unavailable) {
                Table.paragraph(out, label, "not usable: " + unavailable.reason(), width);
                Table.paragraph(out, indent, "To use it: " + unavailable.remedy(), width);
            }
        }
        return usable;
    }

    private int fail(String why) {
        spec.commandLine().getErr().println(style().bad("zmq4j: " + why));
        return 1;
    }

    private int conclude(PrintWriter out, List<Result> results, double seconds) {
        long failed = results.stream().filter(result -> !result.intact()).count();
        long arrived = results.stream().mapToLong(Result::messages).sum();
        Table.paragraph(
                out,
                "",
                "multipart and CURVE are PUSH/PULL, with three frames, and encrypted. proxy: DEALER to DEALER, with a side of"
                        + " each backend, paused, resumed and counted. poll: one thread, three sockets and a channel."
                        + " monitor: connections that come and go, every event checked. The figures are a first"
                        + " impression, from cold: both ends share this machine and this Java process.",
                spec.usageMessage().width());
        String figures = String.format(Locale.ROOT, "%,d messages in %.1f s", arrived, seconds);
        if (failed == 0) {
            out.println(style().good("All " + results.size() + " ok: " + figures + ", each intact and in order."));
            return 0;
        }
        out.println(style().bad(failed + " of " + results.size() + " FAILED; " + figures + " arrived intact."));
        return 1;
    }

    private Style style() {
        return new Style(spec.commandLine().getColorScheme().ansi());
    }

    /** The table, a row at a time. */
    private final class Rows implements Demo.Listener {
        private final PrintWriter out;
        private final String format;

        Rows(PrintWriter out, List<Backend> backends) {
            this.out = out;
            int name = "connects".length();
            for (Backend backend : backends) {
                name = Math.max(name, backend.name().length());
            }
            this.format = "%-" + name + "s  %-" + name + "s  %-" + Demo.patternWidth() + "s  %10s  %10s  %s";
        }

        void heading() {
            out.println(style().heading(
                            String.format(Locale.ROOT, format, "binds", "connects", "pattern", "messages", "msg/s", "")
                                    .stripTrailing()));
        }

        @Override
        public void starts(Demo.Step step) {
            if (style().isTerminal()) {
                out.print(row(step, "", "", "..."));
                out.flush();
            }
        }

        @Override
        public void ended(Demo.Step step, Result result) {
            if (style().isTerminal()) {
                out.print("\r\u001b[K");
            }
            Failure failure = result.failure();
            String messages = String.format(Locale.ROOT, "%,d", result.messages());
            if (failure == null) {
                out.println(row(
                        step, messages, String.format(Locale.ROOT, "%,.0f", result.perSecond()), style().good(INTACT)));
            } else {
                out.println(row(step, messages, "", style().bad("FAILED")));
                Table.paragraph(
                        out, "    ", failure.reason(), spec.usageMessage().width());
                if (main.verbose() && failure.cause() != null) {
                    failure.cause().printStackTrace(spec.commandLine().getErr());
                }
            }
        }

        private String row(Demo.Step step, String messages, String perSecond, String result) {
            return String.format(
                    Locale.ROOT,
                    format,
                    step.binds().name(),
                    step.connects().name(),
                    step.pattern(),
                    messages,
                    perSecond,
                    result);
        }
    }
}
