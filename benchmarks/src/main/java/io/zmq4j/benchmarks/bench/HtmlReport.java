package io.zmq4j.benchmarks.bench;

import java.io.IOException;
import java.util.Base64;
import java.util.List;

/** A run as one page, charts included, without scripts. */
final class HtmlReport {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1200px; padding: 1.5rem; color: #111;
                   background: #fff; }
            h1 { margin: 0 0 .2rem; font-size: 1.6rem; }
            h2 { margin: 2.2rem 0 .4rem; font-size: 1.2rem; border-bottom: 1px solid #bbb; }
            p { max-width: 52rem; }
            table { border-collapse: collapse; font-size: .9em; }
            th, td { text-align: left; vertical-align: top; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid #ddd; }
            td { font-variant-numeric: tabular-nums; }
            td:first-child, table.figures td { white-space: nowrap; }
            tr.next td { border-top: 2px solid #999; }
            td.met::before { content: "\\2713\\00a0"; }
            td.missed { font-weight: bold; }
            td.missed::before { content: "\\2717\\00a0"; }
            td.undecided { font-style: italic; }
            figure { margin: 1.2rem 0; break-inside: avoid; }
            figure img { width: 900px; max-width: 100%; }
            figcaption { font-weight: bold; }
            """;

    private final BenchRun run;
    private final Charts charts;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(BenchRun run) {
        this.run = run;
        this.charts = new Charts(run);
    }

    static String html(BenchRun run) throws IOException {
        return new HtmlReport(run).page();
    }

    private String page() throws IOException {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Benchmarks of zmq4j</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>Benchmarks of zmq4j</h1>\n<p>")
                .append(
                        "Every figure is the median of rounds in which all candidates took turns, each in processes of its")
                .append(" own. Error bars show half the distance between the quartiles.</p>\n");
        for (Section section : Sections.of(run)) {
            html.append("<h2>").append(escaped(section.title())).append("</h2>\n");
            if (section.shape() != null) {
                charts(section.shape());
            }
            table(section);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private void charts(Shape shape) throws IOException {
        Metric first = shape.metrics().get(0);
        if (run.sizes(shape).size() > 1) {
            figure(capital(first.label()) + " over the size of messages", charts.overSize(shape, first));
            figure("Processor time for a message over its size", charts.overSize(shape, Metric.CPU));
        }
        int smallest = run.sizes(shape).get(0);
        if (shape.isLatency()) {
            for (int size : run.sizes(shape)) {
                figure("Percentiles of the latency, " + Sizes.text(size), charts.percentiles(size));
            }
        } else {
            figure("Processor time for a message of " + Sizes.text(smallest), charts.overhead(shape, smallest));
        }
    }

    private void figure(String caption, byte[] png) {
        html.append("<figure><figcaption>")
                .append(escaped(caption))
                .append("</figcaption><img alt=\"Chart: ")
                .append(escaped(caption))
                .append("; the table below has the figures\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"></figure>\n");
    }

    private void table(Section section) {
        if (!section.note().isEmpty()) {
            html.append("<p>").append(escaped(section.note())).append("</p>\n");
        }
        html.append(section.shape() == null ? "<table>" : "<table class=\"figures\">")
                .append("\n<thead><tr>");
        section.columns()
                .forEach(column -> html.append("<th>").append(escaped(column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        String before = null;
        for (List<String> cells : section.rows()) {
            boolean next = section.shape() != null && before != null && !before.equals(cells.get(0));
            html.append(next ? "<tr class=\"next\">" : "<tr>");
            before = cells.get(0);
            cells.forEach(this::cell);
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private void cell(String text) {
        boolean verdict = text.matches("met|missed|undecided");
        html.append(verdict ? "<td class=\"" + text + "\">" : "<td>")
                .append(escaped(text))
                .append("</td>");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
