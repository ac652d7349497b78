package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.backend.fake.Mutant;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit rejects backends that are wrong, each by the rules that its fault breaks and by no others. Shows rule SPI-014
 * of the kit itself.
 */
class MutantTest {
    private static final int AT_LEAST = 25;

    private static List<String> lines = List.of();

    /** In every build the quickest. */
    static List<Mutant> mutants() {
        return Mutant.all().stream()
                .filter(mutant -> mutant.isQuick() || Scale.current() != Scale.SHORT)
                .toList();
    }

    /** The child has its own limit, below this one. */
    @BeforeAll
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    static void runTheKit() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.of(MutantMain.class)
                .option("-XX:TieredStopAtLevel=1")
                .option("-Dzmq4j.tck.await=2")
                .option("-Dzmq4j.test.scale=" + Scale.current().name())
                .limit(Duration.ofMinutes(5))
                .run(mutants().stream().map(Mutant::name).toArray(String[]::new));
        assertEquals(0, result.exit(), result::output);
        lines = result.lines();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isRejectedByTheRulesOfItsFaultAndNoOthers(Mutant mutant) {
        MutantRun.assertRejected(mutant.name(), mutant.rules(), Set.of(), lines);
    }

    @Test
    void thereAreEnoughOfThem() {
        assertTrue(mutants().size() >= AT_LEAST, () -> "only " + mutants());
    }

    @Test
    void eachIsRejectedAndHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (Mutant mutant : Mutant.all()) {
            assertTrue(names.add(mutant.name()), mutant::name);
            assertTrue(!mutant.rules().isEmpty(), mutant::name);
            mutant.rules().forEach(RuleCatalogue.current()::rule);
        }
    }
}
