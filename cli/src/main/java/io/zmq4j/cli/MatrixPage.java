package io.zmq4j.cli;

import io.zmq4j.tck.conformance.Report;
import io.zmq4j.tck.conformance.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A Markdown page that ends with the matrix. */
final class MatrixPage {
    private static final String MARK = "<!-- The matrix: written by ./zmq4j tck --write-page -->";
    private static final String CELLS = " \\| ";

    private final Path file;
    private final String head;
    private final String matrix;

    private MatrixPage(Path file, String head, String matrix) {
        this.file = file;
        this.head = head;
        this.matrix = matrix;
    }

    /**
     * Reads a page.
     *
     * @param file the page
     * @return the page, null when it has no place for the matrix
     */
    static @Nullable MatrixPage read(Path file) throws IOException {
        String text = Files.readString(file);
        int mark = text.indexOf(MARK);
        return mark < 0 ? null : new MatrixPage(file, text.substring(0, mark), text.substring(mark + MARK.length()));
    }

    void write(Report report) throws IOException {
        Files.writeString(file, head + MARK + "\n\n" + report.markdown());
    }

    /**
     * What is not as a report says. That a rule is not applicable here, on a machine that lacks something, leaves it as
     * it is.
     *
     * @return ids of rules; or a line about the page, when no rule differs and the page does
     */
    List<String> stale(Report report) {
        String found = report.markdown();
        if (matrix.strip().equals(found.strip())) {
            return List.of();
        }
        Map<String, List<String>> before = rows(matrix);
        Map<String, List<String>> now = rows(found);
        List<String> stale = new ArrayList<>();
        boolean lacking = false;
        TreeSet<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(now.keySet());
        for (String id : ids) {
            List<String> published = before.getOrDefault(id, List.of());
            List<String> here = now.getOrDefault(id, List.of());
            if (!agrees(published, here)) {
                stale.add(id);
            }
            lacking |= here.contains(Status.NOT_APPLICABLE.label()) && !published.equals(here);
        }
        if (stale.isEmpty() && !lacking) {
            stale.add("what is told beside the rules");
        }
        return stale;
    }

    private static boolean agrees(List<String> published, List<String> here) {
        boolean agrees = published.size() == here.size();
        for (int i = 0; agrees && i < here.size(); i++) {
            agrees = here.get(i).equals(published.get(i)) || here.get(i).equals(Status.NOT_APPLICABLE.label());
        }
        return agrees;
    }

    /** The rows of rules with their cells, by id; those of reasons have three columns. */
    private static Map<String, List<String>> rows(String markdown) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        markdown.lines()
                .filter(line -> line.matches("\\| [A-Z]+-[0-9]+ \\| P[0-9] .*"))
                .forEach(line -> {
                    List<String> cells =
                            List.of(line.substring(2, line.length() - 2).split(CELLS, -1));
                    rows.put(cells.get(0), cells);
                });
        return rows;
    }
}
