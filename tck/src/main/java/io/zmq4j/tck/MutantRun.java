package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.BackendProvider;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Trial;
import io.zmq4j.tck.conformance.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The kit on backends with a deliberate fault, in a JVM of its own: its waiting in vain is to be short, and may leave
 * threads behind. What it finds goes in lines from that JVM to the test.
 */
final class MutantRun {
    private static final String PREFIX = "mutant ";
    private static final String FAILS = " fails ";
    private static final String TOOK = " took ";

    private static final List<Class<?>> AREAS = ReflectionSupport.findAllClassesInPackage(
            "io.zmq4j.tck", ZmqTck.class::isAssignableFrom, name -> name.endsWith("Tck"));

    private final Launcher launcher = LauncherFactory.create();
    private final String sample;

    /**
     * A run.
     *
     * @param sample rules that are tried on every mutant, whatever its fault is: ids, separated by commas
     */
    MutantRun(String sample) {
        this.sample = sample;
    }

    /** Tries the rules of a fault and the sample: tells which rules failed, and how long that took. */
    List<String> lines(String fault, BackendProvider mutant, Set<String> rules) {
        long start = System.nanoTime();
        BackendCondition.add(mutant);
        execute(mutant.name(), Stream.concat(rules.stream(), Stream.of(sample)).collect(Collectors.joining(",")));
        List<String> lines = new ArrayList<>();
        failures(mutant.name()).forEach(failure -> lines.add(PREFIX + fault + FAILS + failure));
        lines.add(PREFIX + fault + TOOK + (System.nanoTime() - start) / 1_000_000);
        Results.current().forget(mutant.name()); // the next one may have the same
        return lines;
    }

    private void execute(String backend, String rules) {
        RuleSelection selection = RuleSelection.of(Optional.of(rules), Optional.empty());
        launcher.execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(AREAS.stream()
                        .filter(area -> shows(area, selection))
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .filters(TagFilter.excludeTags("long"))
                .configurationParameter(BackendCondition.PARAMETER, backend)
                .configurationParameter(RuleSelection.RULES, rules)
                .configurationParameter("junit.jupiter.execution.timeout.default", "10 s")
                .build());
    }

    /** Others would only find out, test by test, that they have nothing to do. */
    private static boolean shows(Class<?> area, RuleSelection selection) {
        return Stream.concat(Stream.of(area), Arrays.stream(area.getDeclaredMethods()))
                .map(each -> each.getAnnotation(Rule.class))
                .filter(Objects::nonNull)
                .flatMap(rule -> Arrays.stream(rule.value()))
                .anyMatch(selection::includes);
    }

    private static Stream<String> failures(String backend) {
        return Results.current().verdicts(backend, RuleCatalogue.current().all()).entrySet().stream()
                .filter(each -> each.getValue().status() == Status.FAIL)
                .map(each -> each.getKey() + " " + failed(each.getValue()));
    }

    private static String failed(Verdict verdict) {
        return verdict.trials().stream()
                .filter(trial -> trial.status() == Status.FAIL)
                .map(MutantRun::told)
                .collect(Collectors.joining("; "));
    }

    private static String told(Trial trial) {
        return trial.test() + ": " + String.valueOf(trial.detail()).replace('\n', ' ');
    }

    /** Asserts that these rules failed on a mutant, and no others, but perhaps some of those. */
    static void assertRejected(String fault, Set<String> rules, Set<String> perhaps, List<String> lines) {
        List<String> told = lines.stream()
                .filter(line -> line.startsWith(PREFIX + fault + " "))
                .toList();
        assertTrue(told.stream().anyMatch(line -> line.contains(TOOK)), () -> String.join("\n", lines));
        Set<String> failed = told.stream()
                .filter(line -> line.contains(FAILS))
                .map(line -> line.split(FAILS, -1)[1].split(" ", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        failed.removeAll(perhaps);
        assertEquals(rules, failed, () -> String.join("\n", told));
    }
}
