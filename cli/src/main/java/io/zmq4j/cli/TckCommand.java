package io.zmq4j.cli;

import io.zmq4j.Backend;
import io.zmq4j.SocketType;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability.Unavailable;
import io.zmq4j.tck.RuleSelection;
import io.zmq4j.tck.WireProbe;
import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Report;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Verdict;
import io.zmq4j.tck.conformance.WrittenResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the conformance kit, each backend in a Java process of its own. */
@Command(
        name = "tck",
        description = {
            "Tests backends against the rules of the conformance kit, and reports what holds, what is declared otherwise,"
                    + " and where they differ.",
            "With --target, tests a ZeroMQ socket of any program and language instead, by what it does on the wire.",
            "Succeeds only when no rule failed. Reports: index.json, matrix.md, matrix.html (with evidence), and JUnit's XML"
                    + " in a folder for each backend."
        })
final class TckCommand implements Callable<Integer> {
    /** How long a probe waits for what must come. */
    private static final String PROBE_SECONDS = "5";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Main main;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            split = ",",
            description = "Only this backend; several: NAME,NAME. All that can be used, if left out.")
    private List<String> names = List.of();

    @Option(
            names = "--rules",
            paramLabel = "GLOB",
            defaultValue = "",
            description = "Only rules with such ids: REP-*,LNG-00?")
    private String globs;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "",
            description = "Only rules up to this tier: P1, P2 or P3.")
    private String tier;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/tck",
            description = "Where reports go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--target",
            paramLabel = "ENDPOINT",
            description = "Where a socket is bound, tcp://host:port, that peers can come to and go from.")
    private @Nullable String target;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type of the socket at the target, such as REP.")
    private @Nullable SocketType type;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "A Markdown page that holds the matrix: fails when it does not hold this one.")
    private @Nullable Path page;

    @Option(names = "--write-page", description = "Write the matrix into the page instead.")
    private boolean writePage;

    private TckCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!tier.isEmpty() && !tier.matches("P[123]")) {
            throw new ParameterException(spec.commandLine(), "--tier must be P1, P2 or P3, was " + tier);
        }
        if ((target == null) != (type == null)) {
            throw new ParameterException(spec.commandLine(), "--target and --type go together");
        }
        if (target != null && type != null) {
            return probe(target, type);
        }
        List<CatalogueRule> rules = RuleSelection.rules(globs, tier);
        if (rules.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no rule has an id like " + globs);
        }
        List<WrittenResults> results = new ArrayList<>();
        for (Backend backend : wanted()) {
            results.add(new TckRun(backend.name(), globs, tier, out.resolve(backend.name()), spec, main.verbose())
                    .run(rules));
        }
        Report report = new Report(rules, results);
        boolean failed = conclude(report, results);
        boolean stale = !isInPage(report);
        return failed || stale ? 1 : 0;
    }

    private int probe(String endpoint, SocketType of) throws IOException {
        System.getProperties().putIfAbsent("zmq4j.tck.await", PROBE_SECONDS);
        WireProbe probe;
        try {
            probe = new WireProbe(endpoint, of);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "" + e.getMessage(), e);
        }
        PrintWriter console = spec.commandLine().getOut();
        Map<String, Verdict> verdicts;
        try {
            verdicts = probe.run(rule -> console.println(rule.id() + "  " + rule.text()));
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("zmq4j: nobody accepts connections at " + endpoint + ": " + e.getMessage());
            return 1;
        }
        Path file = Files.createDirectories(out.resolve("target")).resolve(WrittenResults.FILE);
        WrittenResults.write(file, endpoint, of.name(), verdicts);
        verdicts.forEach((id, verdict) -> {
            if (verdict.status() != Status.PASS) {
                console.println(id + " " + verdict.status().label() + ": " + verdict.detail());
            }
        });
        List<WrittenResults> results = List.of(WrittenResults.read(file));
        return conclude(new Report(probe.rules(), results), results) ? 1 : 0;
    }

    private boolean conclude(Report report, List<WrittenResults> results) throws IOException {
        report.write(out);
        PrintWriter console = spec.commandLine().getOut();
        results.forEach(each -> console.println(summary(each)));
        console.println("Reports: " + out.resolve("matrix.html") + ", " + out.resolve("index.json"));
        return results.stream().anyMatch(each -> each.count(Status.FAIL) > 0);
    }

    private List<Backend> wanted() {
        List<Backend> wanted = new ArrayList<>();
        List<Backend> found = Zmq.backends();
        for (String name : names.isEmpty() ? found.stream().map(Backend::name).toList() : names) {
            Backend backend = found.stream()
                    .filter(each -> each.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "Unknown backend " + name + "; there is " + found));
            if (backend.availability() instanceof Unavailable why) {
                spec.commandLine().getErr().println(name + " cannot be used: " + why.reason() + "; " + why.remedy());
                if (!names.isEmpty()) {
                    throw new ParameterException(spec.commandLine(), "backend " + name + " cannot be tested");
                }
            } else {
                wanted.add(backend);
            }
        }
        return wanted;
    }

    private String summary(WrittenResults results) {
        StringBuilder line = new StringBuilder(results.backend() + " (" + results.version() + "):");
        for (Status status : Status.values()) {
            if (results.count(status) > 0) {
                line.append(String.format(Locale.ROOT, " %d %s,", results.count(status), status.label()));
            }
        }
        line.setLength(line.length() - 1);
        Style style = new Style(spec.commandLine().getColorScheme().ansi());
        return results.count(Status.FAIL) > 0 ? style.bad(line.toString()) : style.good(line.toString());
    }

    private boolean isInPage(Report report) throws IOException {
        if (page == null) {
            return true;
        }
        MatrixPage matrix = MatrixPage.read(page);
        if (matrix == null) {
            throw new ParameterException(spec.commandLine(), page + " has no place for the matrix");
        }
        if (writePage) {
            matrix.write(report);
            return true;
        }
        List<String> stale = matrix.stale(report);
        if (!stale.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(page + " is stale (" + String.join(", ", stale) + "): compare it with "
                            + out.resolve("matrix.md") + ", and repeat with --write-page");
        }
        return stale.isEmpty();
    }
}
