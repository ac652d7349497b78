package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/** The catalogue and the areas of the kit belong together. */
class RuleCoverageTest {
    private static final String FIRST_TIER = "P1";
    private static final int MOST_UNTESTED = 20;

    @Test
    void everyRuleOfTheFirstTierIsTestedOrItIsSaidWhyNot() {
        Set<String> tested = tested().keySet();
        assertEquals(Set.of(), ids(rule -> isFirst(rule) && rule.untested().isEmpty() && !tested.contains(rule.id())));
    }

    @Test
    void fewRulesOfTheFirstTierAreNotTested() {
        Set<String> untested = ids(rule -> isFirst(rule) && !rule.untested().isEmpty());
        assertTrue(untested.size() <= MOST_UNTESTED, untested::toString);
    }

    @Test
    void noRuleThatIsTestedIsExcused() {
        Set<String> tested = tested().keySet();
        assertEquals(Set.of(), ids(rule -> !rule.untested().isEmpty() && tested.contains(rule.id())));
    }

    @Test
    void testsNameOnlyRulesOfTheCatalogue() {
        Set<String> known = ids(rule -> true);
        Map<String, String> unknown = tested();
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

    /** Ids, and one of the tests that name it. */
    private static Map<String, String> tested() {
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
}
