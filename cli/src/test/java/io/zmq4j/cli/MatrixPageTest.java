package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Report;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Verdict;
import io.zmq4j.tck.conformance.WrittenResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixPageTest {
    private static final CatalogueRule RULE = RuleCatalogue.current().rule("REP-001");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void publish() throws IOException {
        file = folder.resolve("page.md");
        Files.writeString(file, "# Page\n\n<!-- The matrix: written by ./zmq4j tck --write-page -->\n");
        page().write(report(Status.PASS, null));
    }

    private MatrixPage page() throws IOException {
        MatrixPage page = MatrixPage.read(file);
        assertNotNull(page);
        return page;
    }

    private Report report(Status status, @Nullable String detail) throws IOException {
        Path results = folder.resolve("results.json");
        WrittenResults.write(results, "mine", "1.0", Map.of(RULE.id(), new Verdict(status, detail, List.of())));
        return new Report(List.of(RULE), List.of(WrittenResults.read(results)));
    }

    @Test
    void whatIsAboveTheMatrixStays() throws IOException {
        assertEquals("# Page", Files.readAllLines(file).get(0));
        page().write(report(Status.FAIL, null));
        assertEquals("# Page", Files.readAllLines(file).get(0));
    }

    @Test
    void theSameResultsAreNotStale() throws IOException {
        assertEquals(List.of(), page().stale(report(Status.PASS, null)));
    }

    @Test
    void anotherStatusIsStale() throws IOException {
        assertEquals(List.of(RULE.id()), page().stale(report(Status.KNOWN_DEVIATION, "otherwise")));
    }

    @Test
    void anotherReasonIsStale() throws IOException {
        page().write(report(Status.KNOWN_DEVIATION, "otherwise"));
        List<String> stale = page().stale(report(Status.KNOWN_DEVIATION, "for another reason"));
        assertEquals(List.of("what is told beside the rules"), stale);
    }

    @Test
    void whatTheMachineLacksIsNotStale() throws IOException {
        assertEquals(List.of(), page().stale(report(Status.NOT_APPLICABLE, "no such thing here")));
    }

    @Test
    void pagesWithoutAPlaceForTheMatrixAreNone() throws IOException {
        Files.writeString(file, "# Page\n");
        assertNull(MatrixPage.read(file));
    }
}
