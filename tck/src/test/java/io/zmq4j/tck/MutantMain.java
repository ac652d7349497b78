package io.zmq4j.tck;

import io.zmq4j.backend.fake.Mutant;
import io.zmq4j.tck.conformance.Declaration;
import io.zmq4j.tck.conformance.Results;
import io.zmq4j.tck.conformance.RuleCatalogue;
import io.zmq4j.tck.conformance.Status;
import io.zmq4j.tck.conformance.Verdict;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the kit on mutants, in a JVM of its own: its waiting in vain is to be short, and may leave threads behind. Says
 * of each mutant which rules failed, and how long that took.
 */
final class MutantMain {
    /** What a mutant's lines begin with. */
    static final String PREFIX = "mutant ";
    /** What stands before a rule that failed. */
    static final String FAILS = " fails ";
    /** What stands before the time its run took. */
    static final String TOOK = " took ";

    /** Of every area something; run on every mutant, whatever its fault is. */
    private static final String SAMPLE =
            "PAR-001,PAR-003,PSH-001,PSH-003,PUL-001,REQ-001,REQ-004,REQ-006,REP-001,REP-004,"
                    + "REP-005,DLR-001,DLR-003,RTR-001,RTR-002,RTR-005,RTR-008,PUB-001,PUB-003,SUB-003,XPB-001,MPT-001,INP-005";

    private static final List<Class<?>> AREAS = ReflectionSupport.findAllClassesInPackage(
            "io.zmq4j.tck", ZmqTck.class::isAssignableFrom, name -> name.endsWith("Tck"));

    private MutantMain() {}

    @SuppressWarnings("SystemOut") // its lines are what the caller reads
    public static void main(String... names) {
        Thread.currentThread().setContextClassLoader(new DeclarationOfTheFake());
        Set<String> wanted = Set.of(names);
        Launcher launcher = LauncherFactory.create();
        for (Mutant mutant : Mutant.all()) {
            if (wanted.isEmpty() || wanted.contains(mutant.name())) {
                long start = System.nanoTime();
                run(launcher, mutant);
                failures(mutant.name()).forEach(line -> System.out.println(PREFIX + mutant.name() + FAILS + line));
                System.out.println(PREFIX + mutant.name() + TOOK + (System.nanoTime() - start) / 1_000_000);
            }
        }
        System.exit(0);
    }

    private static void run(Launcher launcher, Mutant mutant) {
        BackendCondition.add(mutant);
        String rules = Stream.concat(mutant.rules().stream(), Stream.of(SAMPLE)).collect(Collectors.joining(","));
        RuleSelection selection = RuleSelection.of(Optional.of(rules), Optional.empty());
        launcher.execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(AREAS.stream()
                        .filter(area -> shows(area, selection))
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .configurationParameter(BackendCondition.PARAMETER, mutant.name())
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
                .map(trial ->
                        trial.test() + ": " + String.valueOf(trial.detail()).replace('\n', ' '))
                .collect(Collectors.joining("; "));
    }

    /** Gives mutants the declaration of the fake, whose faults they do not declare. */
    private static final class DeclarationOfTheFake extends ClassLoader {
        DeclarationOfTheFake() {
            super(MutantMain.class.getClassLoader());
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            boolean ofMutant = name.startsWith(Declaration.FOLDER + Mutant.PREFIX);
            return super.getResourceAsStream(ofMutant ? Declaration.FOLDER + "fake.properties" : name);
        }
    }
}
