package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every repair of JeroMQ is in the table of docs/jeromq.md, and its test there fails without it. */
class RepairsTest {
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `([a-z0-9-]+)` \\| (\\S+) \\| .* \\| `(\\w+)` \\| (?:`(\\w+\\.\\w+)`|(?:benchmark|by itself) `\\w+`) \\|$");

    private static final Pattern SWITCH = Pattern.compile("Safeguard\\s*\\.isOn\\(\"([a-z0-9-]+)\"\\)");

    /** How a test that has something to say fails: by an assertion, by an error of ours, or because nothing happens. */
    private static final Pattern FAILED = Pattern.compile("failed\t(org\\.opentest4j\\.AssertionFailedError"
            + "|java\\.lang\\.AssertionError|io\\.zmq4j\\.\\w+|java\\.util\\.concurrent\\.TimeoutException)\t.*");

    /** A child is ended in time whatever happens, but not by a slow machine. */
    private static final Duration PER_TRIAL = Duration.ofSeconds(15);

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /**
     * A row of the table.
     *
     * @param name of the switch
     * @param number in the audit
     * @param where the class that makes the repair
     * @param test class and method; none when a benchmark shows it, or a test that switches it off by itself
     */
    private record Repair(
            String name,
            String number,
            String where,
            @Nullable String test) {
        boolean isInEveryBuild() {
            return number.matches("A[178]"); // the others take a minute
        }

        String without() {
            return name + "." + test;
        }

        String withEverything() {
            return RepairTrial.NOTHING + "." + test;
        }
    }

    private static List<Repair> repairs() throws IOException {
        Path page = MODULE.resolveSibling("docs").resolve("jeromq.md");
        List<Repair> repairs = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(page));
        while (row.find()) {
            repairs.add(new Repair(row.group(1), row.group(2), row.group(3), row.group(4)));
        }
        return repairs;
    }

    /** Those that a test shows, all of them or those of every build. */
    private static Stream<Repair> tried(Predicate<Repair> inEveryBuild) throws IOException {
        return repairs().stream()
                .filter(repair -> repair.test() != null)
                .filter(repair -> Scale.current() != Scale.SHORT || inEveryBuild.test(repair));
    }

    private static Set<String> switches(String source) {
        Set<String> names = new TreeSet<>();
        Matcher found = SWITCH.matcher(source);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    private static Path sources() {
        return MODULE.resolve(Path.of("src", "main", "java", "io", "zmq4j", "backend", "jeromq"));
    }

    @Test
    void theTableHasEverySwitchOfTheSourcesAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(sources())) {
            for (Path file : files.toList()) {
                used.addAll(switches(Files.readString(file)));
            }
        }
        Set<String> listed = repairs().stream().map(Repair::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(used, listed);
    }

    @Test
    void everyRepairIsWhereTheTableSays() throws IOException {
        for (Repair repair : repairs()) {
            String source = Files.readString(sources().resolve(repair.where() + ".java"));
            assertTrue(switches(source).contains(repair.name()), repair::toString);
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutARepairItsTestFails() throws Exception {
        List<Repair> tried = tried(Repair::isInEveryBuild).toList();
        Map<String, String> results = run(tried.stream().map(Repair::without).toList());
        return tried.stream()
                .map(repair -> dynamicTest(repair.name(), () -> {
                    String result = results.get(repair.without());
                    Assumptions.assumeFalse(result.startsWith("aborted"), result);
                    assertTrue(FAILED.matcher(result).matches(), () -> repair.test() + " " + result);
                }));
    }

    /** The other way round: what made them fail was not the way they were run. */
    @TestFactory
    Stream<DynamicTest> withEveryRepairTheTestsPass() throws Exception {
        Set<String> trials = tried(repair -> repair.name().equals("buffer-copy"))
                .map(Repair::withEverything)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> results = run(List.copyOf(trials));
        return trials.stream()
                .map(trial -> dynamicTest(trial, () -> {
                    String result = results.get(trial);
                    Assumptions.assumeFalse(result.startsWith("aborted"), result);
                    assertEquals("passed", result);
                }));
    }

    /** Each trial and its result. */
    private static Map<String, String> run(List<String> trials) throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.of(RepairTrial.class)
                .option("-XX:TieredStopAtLevel=1")
                .option("-ea:zmq.SocketBase") // a user may have them on
                .option("-ea:zmq.Ctx")
                .option("-Dzmq4j.test.moments=2500")
                .limit(PER_TRIAL.multipliedBy(trials.size()))
                .run(trials.toArray(new String[0]));
        Map<String, String> results = new HashMap<>();
        for (String line : result.lines()) {
            String[] parts = line.split("\t", 2);
            if (parts.length == 2) {
                results.put(parts[0], parts[1]);
            }
        }
        for (String trial : trials) {
            assertTrue(results.containsKey(trial), () -> trial + " has no result: " + result.output());
        }
        return results;
    }
}
