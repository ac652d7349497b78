package io.zmq4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide promises: every row of its table leads to tests that exist, or gives a reason. */
class GuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide.md");
    private static final String NO_TEST = "the compiler";

    /** A link to a class of tests, and the methods named behind it. */
    private static final Pattern TESTS = Pattern.compile("\\[(\\w+)]\\(([^)]+\\.java)\\)((?:,? `\\w+`)+)");

    private static final Pattern METHOD = Pattern.compile("`(\\w+)`");

    /** The procedures and contracts of the reference. */
    private static final Set<String> REFERENCE = Set.of(
            "zmq-version",
            "context",
            "context?",
            "context-close!",
            "call-with-context",
            "socket",
            "socket?",
            "socket-type?",
            "socket-close!",
            "call-with-socket",
            "socket-option",
            "socket-option?",
            "set-socket-option!",
            "socket-bind!",
            "socket-connect!",
            "socket-send!",
            "socket-recv!",
            "socket-send-msg!",
            "socket-recv-msg!",
            "send-flags",
            "msg?",
            "_msg",
            "free",
            "make-empty-msg",
            "make-msg-with-data",
            "make-msg-with-size",
            "msg-init!",
            "msg-init-size!",
            "msg-data-pointer",
            "msg-data",
            "msg-size",
            "msg-close!",
            "msg-copy!",
            "msg-move!",
            "poll-item?",
            "make-poll-item",
            "poll-item-revents",
            "poll!",
            "proxy!");

    /** A row of the table. */
    private record Row(String reference, String shownBy) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("| reference |")) {
                inside = true;
            } else if (inside && line.startsWith("| ")) {
                String[] cells = line.split(" \\| ", -1);
                assertEquals(3, cells.length, line);
                rows.add(new Row(cells[0], cells[2]));
            }
        }
        return rows;
    }

    @Test
    void everyProcedureOfTheReferenceHasARow() throws IOException {
        Set<String> named = new LinkedHashSet<>();
        for (Row row : rows()) {
            Matcher name = Pattern.compile("`([^`]+)`").matcher(row.reference());
            while (name.find()) {
                named.add(name.group(1));
            }
        }
        for (String procedure : REFERENCE) {
            assertTrue(named.contains(procedure), procedure);
        }
    }

    @Test
    void everyRowLeadsToTestsOrGivesAReason() throws IOException {
        for (Row row : rows()) {
            assertTrue(
                    row.shownBy().startsWith(NO_TEST)
                            || TESTS.matcher(row.shownBy()).find(),
                    row.reference());
            // Whatever looks like a link is one of those, with a method behind it.
            assertEquals(count(Pattern.compile("]\\("), row.shownBy()), count(TESTS, row.shownBy()), row.shownBy());
        }
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    @Test
    void everyTestNamedExistsAndIsRun() throws IOException {
        int tests = 0;
        for (Row row : rows()) {
            Matcher link = TESTS.matcher(row.shownBy());
            while (link.find()) {
                Path file = GUIDE.resolveSibling(link.group(2));
                assertTrue(Files.exists(file), link.group(2));
                assertEquals(link.group(1) + ".java", file.getFileName().toString());
                String source = Files.readString(file);
                Matcher method = METHOD.matcher(link.group(3));
                while (method.find()) {
                    assertTrue(isTest(source, method.group(1)), link.group(1) + "." + method.group(1));
                    tests++;
                }
                if (link.group(1).endsWith("Tck")) {
                    assertExtended(link.group(1), "backend-native");
                    assertExtended(link.group(1), "backend-jeromq");
                }
            }
        }
        assertTrue(tests > 0);
    }

    /** Between its annotation and its name there is no other method. */
    private static boolean isTest(String source, String method) {
        return Pattern.compile(
                        "@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
                                + method + "\\(")
                .matcher(source)
                .find();
    }

    private static void assertExtended(String kit, String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
            assertTrue(
                    files.filter(file -> file.toString().endsWith("Test.java")).anyMatch(file -> extendsKit(file, kit)),
                    module + " extends " + kit);
        }
    }

    private static boolean extendsKit(Path file, String kit) {
        try {
            return Files.readString(file).contains(" extends " + kit + " {");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Matcher link = Pattern.compile("]\\(([^)#]+)[^)]*\\)").matcher(Files.readString(GUIDE));
        while (link.find()) {
            assertTrue(Files.exists(GUIDE.resolveSibling(link.group(1))), link.group(1));
        }
    }
}
