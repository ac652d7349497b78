package io.zmq4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message code has its place in docs/codes.md, and nothing else has. */
class CodesTest {
    private static final Pattern CODE = Pattern.compile("ZMQ4J-\\d{3}");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (ZMQ4J-\\d{3})\\n\\n.* · ([a-z-]+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[(ZMQ4J-\\d{3})]\\(#(zmq4j-\\d{3})\\) \\|");

    private final Path root =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private final String page = read(root.resolve("docs").resolve("codes.md"));

    @Test
    void everyCodeHasASection() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path module : modules()) {
            used.addAll(codesOf(module));
        }
        assertFalse(used.isEmpty());
        used.removeAll(all(HEADING, page));
        assertEquals(Set.of(), used);
    }

    @Test
    void everySectionIsOfACodeThatTheModuleItNamesUses() throws IOException {
        Matcher section = SECTION.matcher(page);
        while (section.find()) {
            Path module = root.resolve(section.group(2));
            assertTrue(
                    codesOf(module).contains(section.group(1)),
                    () -> section.group(1) + " does not occur in " + module);
        }
    }

    @Test
    void everySectionTellsWhereItsCodeComesFrom() {
        assertEquals(all(HEADING, page), all(SECTION, page));
    }

    @Test
    void theTableListsEverySectionInOrder() {
        assertEquals(all(HEADING, page), all(ROW, page));
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            assertEquals(row.group(1).replace("ZMQ4J", "zmq4j"), row.group(2));
        }
    }

    private List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main")))
                    .toList();
        }
    }

    private static Set<String> codesOf(Path module) throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                codes.addAll(all(CODE, read(file), 0));
            }
        }
        return codes;
    }

    private static List<String> all(Pattern pattern, String text) {
        return all(pattern, text, 1);
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
