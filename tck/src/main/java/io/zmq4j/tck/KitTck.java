package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.Declaration;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Trial;
import io.zmq4j.tck.conformance.Verdict;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/** The kit itself: what it takes for a declaration, and how it judges. Needs no socket. */
public class KitTck extends ZmqTck {
    private static final String ID = "REP-004";
    private static final CatalogueRule RULE = RuleCatalogue.current().rule(ID);

    /** For a run as it is, and for subclasses. */
    public KitTck() {}

    // ---- declarations

    @Test
    @Rule("SPI-006")
    void declarationThatNamesAnUnknownRuleIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> declaration(
                        "deviation.REP-999", "another", "deviation.REP-999.fails", "x", "deviation.REP-999.link", "x"));
    }

    @Test
    @Rule("SPI-006")
    void declarationWithAnUnknownKeyIsRefused() {
        assertThrows(IllegalStateException.class, () -> declaration("deviates.REP-004", "another"));
    }

    @Test
    @Rule("SPI-006")
    void declarationThatLeavesSomethingOutIsRefused() {
        assertThrows(IllegalStateException.class, () -> Declaration.of("sample", new Properties()));
        String key = "deviation." + ID;
        assertThrows(IllegalStateException.class, () -> declaration(key, "text", key + ".fails", "x"));
        assertThrows(IllegalStateException.class, () -> declaration(key, "text", key + ".link", "x"));
        assertThrows(IllegalStateException.class, () -> declaration(key + ".fails", "x", key + ".link", "x"));
        assertDoesNotThrow(() -> declaration(key, "text", key + ".fails", "x", key + ".link", "x"));
    }

    private static Declaration declaration(String... keysAndValues) {
        Properties properties = new Properties();
        properties.setProperty("engine", "a sample");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Declaration.of("sample", properties);
    }

    // ---- verdicts

    @Test
    @Rule("SPI-007")
    void deviationThatDoesNotShowIsAFailure() {
        assertEquals(Status.FAIL, withDeviation(Status.PASS));
        assertEquals(Status.FAIL, withDeviation(Status.PASS, Status.UNSUPPORTED_VERIFIED));
        assertEquals(Status.FAIL, withDeviation(Status.NOT_APPLICABLE));
    }

    @Test
    @Rule("SPI-007")
    void deviationThatShowsIsKnownUnlessAnotherTestFails() {
        assertEquals(Status.KNOWN_DEVIATION, withDeviation(Status.PASS, Status.KNOWN_DEVIATION));
        assertEquals(Status.FAIL, withDeviation(Status.KNOWN_DEVIATION, Status.FAIL));
    }

    private static Status withDeviation(Status... statuses) {
        String key = "deviation." + ID;
        Declaration declared = declaration(key, "text", key + ".fails", "x", key + ".link", "x");
        List<Trial> trials = Stream.of(statuses)
                .map(status -> new Trial("a test", status, 0, "why", null, null))
                .toList();
        return Verdict.of(RULE, declared.deviations().get(ID), trials).status();
    }

    @Test
    @Rule("SPI-008")
    void ruleWithoutATestIsUntestedForAReason() {
        Verdict verdict = Verdict.of(RULE, null, List.of());
        assertEquals(Status.UNTESTED, verdict.status());
        assertTrue(verdict.detail() != null && !verdict.detail().isBlank());
    }

    /** Conditions of JUnit's would skip a test without a word; the kit's own are {@link BackendCondition}'s. */
    @Test
    @Rule("SPI-008")
    void noTestOfTheKitIsSwitchedOff() {
        List<String> switchedOff = new ArrayList<>();
        for (Class<?> area : ReflectionSupport.findAllClassesInPackage(
                "io.zmq4j.tck", ZmqTck.class::isAssignableFrom, name -> name.endsWith("Tck"))) {
            Stream.concat(Stream.of(area), Arrays.stream(area.getDeclaredMethods()))
                    .filter(KitTck::hasCondition)
                    .forEach(each -> switchedOff.add(each.toString()));
        }
        assertEquals(List.of(), switchedOff);
    }

    private static boolean hasCondition(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type ->
                        type.getPackageName().startsWith("org.junit.jupiter.api.condition") || type == Disabled.class);
    }
}
