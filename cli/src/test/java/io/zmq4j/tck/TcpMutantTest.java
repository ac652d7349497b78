package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.spi.Availability;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit rejects real backends that go wrong over tcp, each by the rules that its fault breaks and by no others. Shows
 * rule SPI-014 of the kit itself. Subclasses, which a build may run at the same time, are about a backend each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TcpMutantTest {
    private static final int AT_LEAST = 8;

    private final String backend;
    private List<String> lines = List.of();

    TcpMutantTest(String backend) {
        this.backend = backend;
    }

    /** In every build the quickest. */
    List<TcpMutant> mutants() {
        return TcpMutant.all().stream()
                .filter(mutant -> mutant.name().equals(backend))
                .filter(mutant -> mutant.isQuick() || Scale.current() != Scale.SHORT)
                .toList();
    }

    @BeforeAll
    void runTheKit() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.of(TcpMutantMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-XX:TieredStopAtLevel=1")
                .option("-Dzmq4j.tck.await=5")
                .limit(Duration.ofMinutes(10))
                .run(mutants().stream().map(TcpMutant::fault).toArray(String[]::new));
        assertEquals(0, result.exit(), result::output);
        lines = result.lines();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isRejectedByTheRulesOfItsFaultAndNoOthers(TcpMutant mutant) {
        boolean required = Boolean.getBoolean("zmq4j." + mutant.name() + ".required");
        assumeTrue(required || mutant.probe() instanceof Availability.Available, "its engine is missing");
        MutantRun.assertRejected(mutant.fault(), mutant.rules(), mutant.perhaps(), lines);
    }

    @Test
    void eachIsRejectedAndHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (TcpMutant mutant : TcpMutant.all()) {
            assertTrue(names.add(mutant.fault()), mutant::fault);
            assertFalse(mutant.rules().isEmpty(), mutant::fault);
            mutant.rules().forEach(RuleCatalogue.current()::rule);
            mutant.perhaps().forEach(RuleCatalogue.current()::rule);
        }
        assertTrue(names.size() >= AT_LEAST, names::toString);
    }
}
