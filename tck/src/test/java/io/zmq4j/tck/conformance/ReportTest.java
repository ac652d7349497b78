package io.zmq4j.tck.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of three rules on two made-up backends. */
class ReportTest {
    private static final List<CatalogueRule> RULES = List.of(
            new CatalogueRule("ABC-001", "letters", "RFC 1", "MUST", "P1", "core", "One < two | three.", ""),
            new CatalogueRule("ABC-002", "letters", "RFC 1", "SHOULD", "P2", "core", "Two.", ""),
            new CatalogueRule("XYZ-001", "the end", "RFC 2", "MUST", "P1", "core", "Three.", "it cannot be seen"));

    @TempDir
    Path folder;

    private List<WrittenResults> results = List.of();

    @BeforeEach
    void writeAndReadResults() throws IOException {
        results = List.of(
                results("good", Status.PASS, null, Status.NON_STRICT, "it should </script>"),
                results("bad", Status.FAIL, "boom", Status.KNOWN_DEVIATION, "never"));
    }

    private WrittenResults results(
            String backend, Status first, @Nullable String why, Status second, @Nullable String whyNot)
            throws IOException {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        verdicts.put("ABC-001", verdict(first, why));
        verdicts.put("ABC-002", verdict(second, whyNot));
        verdicts.put("XYZ-001", Verdict.of(RULES.get(2), null, List.of()));
        Path file = folder.resolve(backend + ".json");
        WrittenResults.write(file, backend, "engine 1.0", verdicts);
        return WrittenResults.read(file);
    }

    private static Verdict verdict(Status status, @Nullable String detail) {
        return new Verdict(
                status, detail, List.of(new Trial("SomeTck.some", status, 5, detail, "evidence", "calls </script>")));
    }

    private String written(String file) throws IOException {
        new Report(RULES, results).write(folder);
        return Files.readString(folder.resolve(file));
    }

    @Test
    void matrixInMarkdown() throws IOException {
        assertEquals("""
                | status | good (engine 1.0) | bad (engine 1.0) |
                |---|---:|---:|
                | PASS | 1 | 0 |
                | UNSUPPORTED-VERIFIED | 0 | 0 |
                | KNOWN-DEVIATION | 0 | 1 |
                | NON-STRICT | 1 | 0 |
                | NOT-APPLICABLE | 0 | 0 |
                | UNTESTED | 1 | 1 |
                | FAIL | 0 | 1 |
                | rules | 3 | 3 |

                ### good: what is not simply kept

                | rule | status | why |
                |---|---|---|
                | ABC-002 | NON-STRICT | see the evidence of a run |
                | XYZ-001 | UNTESTED | it cannot be seen |

                ### bad: what is not simply kept

                | rule | status | why |
                |---|---|---|
                | ABC-001 | FAIL | see the evidence of a run |
                | ABC-002 | KNOWN-DEVIATION | never |
                | XYZ-001 | UNTESTED | it cannot be seen |

                ### ABC: letters

                | rule | tier, level | says | good | bad |
                |---|---|---|---|---|
                | ABC-001 | P1 MUST | One &lt; two \\| three. | PASS | FAIL |
                | ABC-002 | P2 SHOULD | Two. | NON-STRICT | KNOWN-DEVIATION |

                ### XYZ: the end

                | rule | tier, level | says | good | bad |
                |---|---|---|---|---|
                | XYZ-001 | P1 MUST | Three. | – | – |
                """, written("matrix.md"));
    }

    @Test
    void indexForPrograms() throws IOException {
        JsonObject index = JsonParser.parseString(written("index.json")).getAsJsonObject();
        assertEquals(
                "engine 1.0",
                index.getAsJsonObject("backends")
                        .getAsJsonObject("bad")
                        .get("version")
                        .getAsString());
        JsonObject verdict =
                index.getAsJsonObject("results").getAsJsonObject("bad").getAsJsonObject("ABC-001");
        assertEquals("FAIL", verdict.get("status").getAsString());
        assertEquals("boom", verdict.get("detail").getAsString());
        JsonObject test = verdict.getAsJsonArray("tests").get(0).getAsJsonObject();
        assertEquals("SomeTck.some", test.get("test").getAsString());
        assertEquals(5, test.get("ms").getAsInt());
        assertEquals("evidence", test.get("evidence").getAsString());
        assertEquals("calls </script>", test.get("calls").getAsString());
    }

    @Test
    void pageHoldsItsDataAndNothingInThemEndsItsScript() throws IOException {
        String page = written("matrix.html");
        assertFalse(page.contains("/*DATA*/null"));
        assertTrue(page.contains("\"XYZ-001\""));
        assertFalse(page.contains("it should </script>"));
        assertTrue(page.contains("it should \\u003c/script\\u003e"));
        assertTrue(page.contains("calls \\u003c/script\\u003e"));
    }

    @Test
    void nothingIsNoReport() {
        assertThrows(IllegalArgumentException.class, () -> new Report(List.of(), results));
        assertThrows(IllegalArgumentException.class, () -> new Report(RULES, List.of()));
    }

    @Test
    void runThatBrokeFailsWhateverItWasToTest() throws IOException {
        results = List.of(WrittenResults.broken("broken", "the JVM ended", RULES));
        JsonObject verdicts = JsonParser.parseString(written("index.json"))
                .getAsJsonObject()
                .getAsJsonObject("results")
                .getAsJsonObject("broken");
        assertEquals(3, verdicts.size());
        verdicts.asMap()
                .values()
                .forEach(each -> assertEquals(
                        "FAIL", each.getAsJsonObject().get("status").getAsString()));
    }
}
