package io.zmq4j.benchmarks.bench;

import java.util.List;

/** A run as Markdown. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String markdown(BenchRun run) {
        StringBuilder text = new StringBuilder();
        for (Section section : Sections.of(run)) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("### ")
                    .append(section.title())
                    .append("\n\n");
            if (!section.note().isEmpty()) {
                text.append(section.note()).append("\n\n");
            }
            row(text, section.columns());
            text.append("|").append("---|".repeat(section.columns().size())).append('\n');
            section.rows().forEach(cells -> row(text, cells));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ")
                .append(String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()))
                .append(" |\n");
    }
}
