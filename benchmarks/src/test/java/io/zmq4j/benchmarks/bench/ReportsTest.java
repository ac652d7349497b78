package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final BenchRun RUN = Runs.typical();

    @TempDir
    private Path folder;

    @Test
    void jsonHasEverySampleAndReadsBack() throws IOException {
        Path file = Files.writeString(folder.resolve(Reports.RESULTS), JsonReport.json(RUN));
        assertEquals(RUN, BenchRun.read(file));
    }

    @Test
    void jsonHasRatiosAndVerdicts() {
        JsonObject json = JsonParser.parseString(JsonReport.json(RUN)).getAsJsonObject();
        JsonObject ratio = json.getAsJsonArray("ratios").get(0).getAsJsonObject();
        assertEquals("native/ffm", ratio.get("candidate").getAsString());
        assertEquals("C", ratio.get("baseline").getAsString());
        assertEquals(0.9, ratio.get("median").getAsDouble(), 1e-9);
        JsonObject target = json.getAsJsonArray("targets").get(0).getAsJsonObject();
        assertEquals("met", target.get("verdict").getAsString());
        assertEquals(Targets.all().size(), json.getAsJsonArray("targets").size());
    }

    @Test
    void markdownHasFiguresRatiosAndTargets() {
        String text = MarkdownReport.markdown(RUN);
        assertTrue(
                text.contains("| 16 B | native/ffm | 4.73 M ± 90 k | 420 ± 8.00 | 0.90 (0.90 to 0.90) |"
                        + " 0.88 (0.88 to 0.88) |"),
                text);
        assertTrue(
                text.contains("| tcp-thr | 16 B | native/ffm : C | throughput | ≥ 0.85 | 0.90 (0.90 to 0.90) | met |"));
        assertTrue(
                text.contains("| tcp-lat | 16 B | native/ffm : C | latency | ≤ 1.05 | 1.10 (1.10 to 1.10) | missed |"));
        assertTrue(text.contains("raw jzmq | it is not installed"), text);
    }

    @Test
    void pageHasChartsAndNoScripts() throws IOException {
        Reports.write(RUN, folder);
        String page = Files.readString(folder.resolve("index.html"));
        // over the size and CPU over the size, CPU of the smallest; percentiles
        assertEquals(4, page.split("data:image/png;base64,", -1).length - 1);
        assertTrue(page.contains("does &lt;this&gt; &amp; that"), "escaped");
        assertFalse(page.contains("<script"), "no scripts");
        assertFalse(page.contains("http"), "nothing from elsewhere");
    }

    @Test
    void aPageKeepsWhatIsAboveTheFigures() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "# Page\n\n<!-- The latest run: written by ./zmq4j bench --page -->\n\nold");
        String head = Reports.head(page);
        assertNotNull(head);
        Reports.splice(RUN, page, head);
        String text = Files.readString(page);
        assertTrue(text.startsWith("# Page\n\n<!--"), text);
        assertTrue(text.endsWith(MarkdownReport.markdown(RUN)), text);
        assertFalse(text.contains("old"), text);
    }

    @Test
    void aPageWithoutAPlaceForFiguresIsNone() throws IOException {
        assertNull(Reports.head(Files.writeString(folder.resolve("page.md"), "# Page\n")));
    }
}
