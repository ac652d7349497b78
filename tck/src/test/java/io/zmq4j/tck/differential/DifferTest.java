package io.zmq4j.tck.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.backend.fake.FakeBackendProvider;
import io.zmq4j.backend.fake.Mutant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs find backends that are wrong, and become short. */
class DifferTest {
    /** Far more than it takes. */
    private static final int PROGRAMS = 300;

    /** Opening, attaching and filling what it takes. */
    private static final int SHORT = 20;

    private static final Backend FAKE = Backend.of(new FakeBackendProvider());

    @ParameterizedTest
    @CsvSource({"pair-takes-every-peer, FLOW", "push-waits-for-a-full-peer, ROOM", "xpub-ignores-verbose, PUBSUB"})
    void mutantIsFoundByAShortProgram(String fault, Family family) throws Exception {
        Differ differ = new Differ(Backend.of(mutant(fault)));
        Difference small = differ.shrink(first(differ, family));
        assertTrue(small.program().steps().size() <= SHORT, small.program()::name);
        assertTrue(new Differ(FAKE).difference(small.program()).isEmpty(), "it is the mutant's fault");
        Program again = Program.parse(small.program().name());
        assertEquals(small.text(), differ.difference(again).orElseThrow().text());
    }

    @ParameterizedTest
    @Tag("long")
    @CsvSource({
        "pair-drops-when-it-would-wait, FLOW",
        "push-sends-to-its-first-peer-only, FLOW",
        "dealer-drops-when-it-would-wait, ROOM",
        "pull-empties-one-peer-first, FLOW",
        "sub-does-not-count-subscriptions, PUBSUB",
        "xpub-ignores-verboser, PUBSUB",
        "xsub-tells-later-publishers-nothing, PUBSUB",
    })
    void otherMutantsAreFoundToo(String fault, Family family) throws Exception {
        mutantIsFoundByAShortProgram(fault, family);
    }

    private static Mutant mutant(String fault) {
        return Mutant.all().stream()
                .filter(each -> each.name().equals(Mutant.PREFIX + fault))
                .findAny()
                .orElseThrow();
    }

    private static Difference first(Differ differ, Family family) {
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            Optional<Difference> found = differ.difference(Program.of(family, seed));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("not found by " + PROGRAMS + " programs");
    }

    @ParameterizedTest
    @EnumSource
    void programsAreRepeatableAndNotAlike(Family family) {
        Set<List<String>> all = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            List<String> program = lines(Program.of(family, seed));
            assertEquals(program, lines(Program.of(family, seed)));
            assertTrue(all.add(program), "seed " + seed);
        }
    }

    private static List<String> lines(Program program) {
        return program.steps().stream().map(Step::java).toList();
    }

    /** Each way of choosing is tried once. */
    @Test
    void choicesAreTriedInAllCombinations() {
        Choices choices = new Choices();
        List<String> seen = new ArrayList<>();
        do {
            int first = choices.of(2);
            seen.add(first + "" + (first == 0 ? choices.of(3) : choices.of(1)));
        } while (choices.advance());
        assertEquals(List.of("00", "01", "02", "10"), seen);
        assertFalse(choices.advance() && choices.advance());
    }
}
