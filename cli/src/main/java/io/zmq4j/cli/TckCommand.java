package io.zmq4j.cli;

import io.zmq4j.Backend;
import io.zmq4j.Zmq;
import io.zmq4j.spi.Availability.Unavailable;
import io.zmq4j.tck.RuleSelection;
import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Report;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.WrittenResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "Succeeds only when no rule failed. Reports: index.json, matrix.md, matrix.html (with evidence), and JUnit's XML"
                    + " in a folder for each backend."
        })
final class TckCommand implements Callable<Integer> {
    /** In a page, everything below is the matrix. */
    private static final String MARK = "<!-- The matrix: written by ./zmq4j tck --write-page -->";

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
        report.write(out);
        PrintWriter console = spec.commandLine().getOut();
        results.forEach(each -> console.println(summary(each)));
        console.println("Reports: " + out.resolve("matrix.html") + ", " + out.resolve("index.json"));
        boolean failed = results.stream().anyMatch(each -> each.count(Status.FAIL) > 0);
        return failed | !isInPage(report) ? 1 : 0;
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
        String text = Files.readString(page);
        int mark = text.indexOf(MARK);
        if (mark < 0) {
            throw new ParameterException(spec.commandLine(), page + " has no line " + MARK);
        }
        String wanted = text.substring(0, mark) + MARK + "\n\n" + report.markdown();
        if (writePage) {
            Files.writeString(page, wanted);
            return true;
        }
        if (!wanted.equals(text)) {
            spec.commandLine()
                    .getErr()
                    .println(page + " is stale: compare it with " + out.resolve("matrix.md")
                            + ", and repeat with --write-page");
            return false;
        }
        return true;
    }
}
