package io.zmq4j.tck.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reports about the results of one or more backends: for programs, for repositories, for readers. */
public final class Report {
    /** Where the data goes in the page. */
    private static final String DATA = "/*DATA*/null";

    /** With what would end a script escaped. */
    private static final Gson FOR_HTML =
            new GsonBuilder().enableComplexMapKeySerialization().create();

    private final List<CatalogueRule> rules;
    private final List<WrittenResults> results;

    /** The file for programs. */
    private static final class Index {
        @SerializedName("backends")
        private final Map<String, About> backends = new LinkedHashMap<>();

        @SerializedName("results")
        private final Map<String, Map<String, WrittenResults.Written>> results = new LinkedHashMap<>();
    }

    /** The backend of a column. */
    private record About(
            @SerializedName("version") String version,
            @SerializedName("jdk") String jdk) {}

    /** The data of the page. */
    private record PageData(
            @SerializedName("rules") List<CatalogueRule> rules,
            @SerializedName("index") Index index) {}

    /**
     * A report.
     *
     * @param rules that were to be tested
     * @param results one for each backend
     */
    public Report(List<CatalogueRule> rules, List<WrittenResults> results) {
        if (rules.isEmpty() || results.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to report: " + rules.size() + " rules, " + results.size() + " backends");
        }
        this.rules = List.copyOf(rules);
        this.results = List.copyOf(results);
    }

    /**
     * Writes {@code index.json}, {@code matrix.md} and {@code matrix.html}.
     *
     * @param folder where to
     * @throws IOException it cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("index.json"), WrittenResults.GSON.toJson(index()));
        Files.writeString(folder.resolve("matrix.md"), markdown());
        Files.writeString(folder.resolve("matrix.html"), html());
    }

    private Index index() {
        Index index = new Index();
        for (WrittenResults each : results) {
            index.backends.put(each.backend(), new About(each.version(), each.jdk()));
            index.results.put(each.backend(), each.verdicts());
        }
        return index;
    }

    // ---- the page

    private String html() throws IOException {
        try (InputStream template =
                Objects.requireNonNull(Report.class.getResourceAsStream("/io/zmq4j/tck/matrix.html"))) {
            String page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            return page.replace(DATA, FOR_HTML.toJson(new PageData(rules, index())));
        }
    }

    // ---- the matrix in Markdown

    /**
     * The matrix, the same for the same results: without times, and without what failed tests say.
     *
     * @return Markdown
     */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        summary(lines);
        reasons(lines);
        areas(lines);
        return String.join("\n", lines) + "\n";
    }

    private void summary(List<String> lines) {
        lines.add(row(
                "status",
                results.stream()
                        .map(each -> each.backend() + " (" + each.version() + ")")
                        .toList()));
        lines.add(rule("---:"));
        for (Status status : Status.values()) {
            lines.add(row(
                    status.label(),
                    results.stream()
                            .map(each -> Long.toString(each.count(status)))
                            .toList()));
        }
        lines.add(row(
                "rules",
                results.stream().map(each -> Integer.toString(rules.size())).toList()));
    }

    private void reasons(List<String> lines) {
        for (WrittenResults each : results) {
            lines.add("");
            lines.add("### " + each.backend() + ": what is not simply kept");
            lines.add("");
            lines.add("| rule | status | why |");
            lines.add("|---|---|---|");
            for (CatalogueRule rule : rules) {
                Status status = each.status(rule.id());
                boolean untested = status == Status.UNTESTED && rule.untested().isEmpty();
                if (status != null && status != Status.PASS && !untested) {
                    boolean told = status != Status.FAIL && status != Status.NON_STRICT;
                    String why = told ? each.detail(rule.id()) : "see the evidence of a run";
                    lines.add("| " + rule.id() + " | " + status.label() + " | " + cell(why) + " |");
                }
            }
        }
    }

    private void areas(List<String> lines) {
        String group = "";
        for (CatalogueRule rule : rules) {
            if (!rule.group().equals(group)) {
                group = rule.group();
                lines.add("");
                lines.add("### " + group + ": " + rule.area());
                lines.add("");
                lines.add(row(
                        "rule | tier, level | says",
                        results.stream().map(WrittenResults::backend).toList()));
                lines.add(rule("---|---|---"));
            }
            lines.add(row(
                    rule.id() + " | " + rule.tier() + " " + rule.level() + " | " + cell(rule.text()),
                    results.stream().map(each -> label(each.status(rule.id()))).toList()));
        }
    }

    private static String label(@Nullable Status status) {
        if (status == null) {
            return "";
        }
        return status == Status.UNTESTED ? "–" : status.label();
    }

    private static String row(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |";
    }

    private String rule(String column) {
        return column.equals("---:")
                ? "|---|" + "---:|".repeat(results.size())
                : "|" + column + "|" + "---|".repeat(results.size());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
    }
}
