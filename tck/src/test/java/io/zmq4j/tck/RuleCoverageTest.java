package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The catalogue and the tests belong together. Rules of the kit are looked for in its classes; rules that need more
 * than one backend are shown in the test sources of other modules, which are looked through as text.
 */
class RuleCoverageTest {
    private static final String FIRST_TIER = "P1";
    private static final int MOST_UNTESTED = 20;
    private static final Pattern RULE = Pattern.compile("@Rule\\(([^)]*)\\)");
    private static final Pattern ID = Pattern.compile("\"([A-Z]+-\\d+)\"");

    @Test
    void everyRuleOfTheFirstTierIsTestedOrItIsSaidWhyNot() {
        Set<String> tested = tested();
        assertEquals(Set.of(), ids(rule -> isFirst(rule) && rule.untested().isEmpty() && !tested.contains(rule.id())));
    }

    @Test
    void fewRulesOfTheFirstTierAreNotTested() {
        Set<String> untested = ids(rule -> isFirst(rule) && !rule.untested().isEmpty());
        assertTrue(untested.size() <= MOST_UNTESTED, untested::toString);
    }

    @Test
    void noRuleThatIsTestedIsExcused() {
        Set<String> tested = tested();
        assertEquals(Set.of(), ids(rule -> !rule.untested().isEmpty() && tested.contains(rule.id())));
    }

    @Test
    void testsNameOnlyRulesOfTheCatalogue() {
        Set<String> known = ids(rule -> true);
        Map<String, String> unknown = new TreeMap<>(inKit());
        unknown.putAll(inOtherModules());
        unknown.keySet().removeAll(known);
        assertEquals(Map.of(), unknown);
    }

    @Test
    void noTestNamesARuleTwice() {
        List<String> twice = new ArrayList<>();
        elements().forEach(element -> {
            List<String> named = named(element);
            if (Set.copyOf(named).size() < named.size()) {
                twice.add(element.toString());
            }
        });
        assertEquals(List.of(), twice);
    }

    @Test
    void rulesHaveWhatReportsNeed() {
        assertEquals(Set.of(), ids(rule -> !rule.tier().matches("P[123]")));
        assertEquals(
                Set.of(),
                ids(rule -> !Set.of("MUST", "SHOULD", "MAY", "behavioural").contains(rule.level())));
        assertEquals(
                Set.of(), ids(rule -> rule.text().isBlank() || rule.source().isBlank()));
        assertEquals(Set.of(), ids(rule -> !rule.id().matches("[A-Z]{3}-\\d{3}")));
    }

    private static boolean isFirst(CatalogueRule rule) {
        return rule.tier().equals(FIRST_TIER);
    }

    /** A doubled id, or a line with another number of columns, would not even load. */
    private static Set<String> ids(Predicate<CatalogueRule> wanted) {
        return RuleCatalogue.current().all().stream()
                .filter(wanted)
                .map(CatalogueRule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- what tests name

    private static Set<String> tested() {
        Set<String> ids = new TreeSet<>(inKit().keySet());
        ids.addAll(inOtherModules().keySet());
        return ids;
    }

    /** Ids, and one of the tests that name it. */
    private static Map<String, String> inKit() {
        Map<String, String> ids = new TreeMap<>();
        elements().forEach(element -> named(element).forEach(id -> ids.put(id, element.toString())));
        return ids;
    }

    private static Stream<AnnotatedElement> elements() {
        return ReflectionSupport.findAllClassesInPackage(
                        "io.zmq4j.tck", ZmqTck.class::isAssignableFrom, name -> name.endsWith("Tck"))
                .stream()
                .flatMap(area -> Stream.concat(Stream.of(area), Stream.<Method>of(area.getDeclaredMethods())));
    }

    private static List<String> named(AnnotatedElement element) {
        Rule rule = element.getDeclaredAnnotation(Rule.class);
        return rule == null ? List.of() : List.of(rule.value());
    }

    private static Map<String, String> inOtherModules() {
        Map<String, String> ids = new TreeMap<>();
        Path repository = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> files =
                Files.find(repository, 20, (file, about) -> isTestOfAnotherModule(repository, file))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher rules = RULE.matcher(Files.readString(file));
                while (rules.find()) {
                    ID.matcher(rules.group(1)).results().forEach(id -> ids.put(id.group(1), file.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    private static boolean isTestOfAnotherModule(Path repository, Path file) {
        String path = repository.relativize(file).toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("src/test/java/") && !path.startsWith("tck/");
    }
}
