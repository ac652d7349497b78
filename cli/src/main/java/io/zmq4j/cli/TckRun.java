package io.zmq4j.cli;

import io.zmq4j.spi.CallTrace;
import io.zmq4j.tck.ConformanceMain;
import io.zmq4j.tck.RuleSelection;
import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.WrittenResults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** The kit on one backend, in a process of its own: whatever becomes of that, there is a report. */
final class TckRun {
    private static final int KEPT = 40;

    private final String backend;
    private final String globs;
    private final String tier;
    private final Path folder;
    private final PrintWriter out;
    private final Style style;
    private final boolean verbose;
    private final List<String> last = new ArrayList<>();

    TckRun(String backend, String globs, String tier, Path folder, CommandSpec spec, boolean verbose) {
        this.backend = backend;
        this.globs = globs;
        this.tier = tier;
        this.folder = folder;
        this.out = spec.commandLine().getOut();
        this.style = new Style(spec.commandLine().getColorScheme().ansi());
        this.verbose = verbose;
    }

    WrittenResults run(List<CatalogueRule> rules) throws IOException, InterruptedException {
        Path file = Files.createDirectories(folder).resolve(WrittenResults.FILE);
        Files.deleteIfExists(file);
        Process child = new ProcessBuilder(command()).redirectErrorStream(true).start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } finally {
            child.destroy();
        }
        int exit = child.waitFor();
        clear();
        if (exit == 0 && Files.exists(file)) {
            return WrittenResults.read(file);
        }
        String why = "the process that ran the kit ended with code " + exit + ": " + String.join("\n", last);
        out.println(style.bad(backend + ": " + why));
        return WrittenResults.broken(backend, why, rules);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + CallTrace.PROPERTY + "=true"); // whoever sets it has the last word
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("zmq4j."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-D" + RuleSelection.RULES + "=" + globs);
        command.add("-D" + RuleSelection.TIER + "=" + tier);
        command.add("-Dzmq4j." + backend + ".required=true");
        command.add(ConformanceMain.class.getName());
        command.add(backend);
        command.add(folder.toString());
        return command;
    }

    private void take(String line) {
        if (line.startsWith(ConformanceMain.PREFIX)) {
            progress(line.substring(ConformanceMain.PREFIX.length()).split(" "));
            return;
        }
        if (last.size() == KEPT) {
            last.remove(0);
        }
        last.add(line);
        if (verbose) {
            out.println(line);
        }
    }

    private void progress(String... parts) {
        String text = String.format(
                Locale.ROOT, "%s: %s of %s tests, %s failed, %s", backend, parts[1], parts[2], parts[3], parts[0]);
        if (style.isTerminal()) {
            clear();
            out.print(text);
        } else {
            out.println(text);
        }
        out.flush();
    }

    private void clear() {
        if (style.isTerminal()) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
