package io.zmq4j.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes what a run measured. */
public final class Reports {
    /** The file with every sample, which {@link BenchRun#read} reads. */
    public static final String RESULTS = "results.json";

    private static final String MARK = "<!-- The latest run: written by ./zmq4j bench --page -->";

    private Reports() {}

    /**
     * Writes {@code results.json}, {@code results.md} and {@code index.html}. The page comes last: drawing needs fonts,
     * which not every machine has.
     *
     * @param run the run
     * @param folder where to
     * @throws IOException they cannot be written
     */
    public static void write(BenchRun run, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RESULTS), JsonReport.json(run));
        Files.writeString(folder.resolve("results.md"), MarkdownReport.markdown(run));
        System.setProperty("java.awt.headless", "true");
        Files.writeString(folder.resolve("index.html"), HtmlReport.html(run));
    }

    /**
     * What a Markdown page holds in front of the figures.
     *
     * @param page the page
     * @return its text up to and with the mark of the figures' place; null when it has no such place
     * @throws IOException it cannot be read
     */
    public static @Nullable String head(Path page) throws IOException {
        String text = Files.readString(page);
        int mark = text.indexOf(MARK);
        return mark < 0 ? null : text.substring(0, mark + MARK.length());
    }

    /**
     * Writes the figures into a Markdown page, in place of those it ends with.
     *
     * @param run the run
     * @param page the page
     * @param head its {@linkplain #head head}
     * @throws IOException it cannot be written
     */
    public static void splice(BenchRun run, Path page, String head) throws IOException {
        Files.writeString(page, head + "\n\n" + MarkdownReport.markdown(run));
    }
}
