package io.zmq4j.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text in columns as wide as their widest cell; the last one takes what is left of the line, and wraps. */
final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 12;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + headings.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** Prints the table. When the last column does not fit into the width, even wrapped, it is left out. */
    void print(PrintWriter out, int width, Style style) {
        int last = headings.size() - 1;
        List<Integer> widths = new ArrayList<>();
        int left = width;
        for (int column = 0; column < last; column++) {
            widths.add(widest(column));
            left -= widest(column) + GAP.length();
        }
        boolean complete = left >= Math.min(NARROWEST, widest(last));
        out.println(style.heading(line(headings, widths, complete ? headings.get(last) : "")));
        String indent = " ".repeat(Math.max(0, width - left));
        for (List<String> row : rows) {
            List<String> wrapped = complete ? wrap(row.get(last), left) : List.of("");
            out.println(line(row, widths, wrapped.get(0)));
            wrapped.stream().skip(1).forEach(more -> out.println(indent + more));
        }
    }

    private int widest(int column) {
        int widest = headings.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private static String line(List<String> cells, List<Integer> widths, String last) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.size(); column++) {
            line.append(pad(cells.get(column), widths.get(column))).append(GAP);
        }
        return line.append(last).toString().stripTrailing();
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Breaks a text into lines at blanks; a word longer than a line stays whole, as paths should. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Prints a text wrapped, its first line after a label, the others below the first. */
    static void paragraph(PrintWriter out, String label, String text, int width) {
        String indent = " ".repeat(label.length());
        List<String> lines = wrap(text, Math.max(NARROWEST, width - label.length()));
        for (int i = 0; i < lines.size(); i++) {
            out.println((i == 0 ? label : indent) + lines.get(i));
        }
    }
}
