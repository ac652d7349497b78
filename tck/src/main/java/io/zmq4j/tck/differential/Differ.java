package io.zmq4j.tck.differential;

import io.zmq4j.Backend;
import io.zmq4j.tck.conformance.Declaration;
import io.zmq4j.tck.fuzz.Shrinker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a program on a backend, and looks for a run of the model with the same outcomes. What a backend declares as a
 * deviation is a choice of the model.
 */
final class Differ {
    /** Runs of the model; a program for which they do not do stays undecided. */
    private static final int RUNS = 2_000;

    private static final int SHRINKS = 400;

    private final Backend backend;
    private final Set<String> deviations;
    private int undecided;

    Differ(Backend backend) {
        this.backend = backend;
        this.deviations = Declaration.deviationsOf(backend.name()).keySet();
    }

    /** What came out of a step. */
    private record Seen(int step, String outcome) {}

    /** Ends a run of the model that came to another outcome than the backend. */
    private static final class OtherwiseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherwiseException() {
            super(null, null, false, false);
        }
    }

    /** Programs so far whose outcomes have too many possible reasons to look at all of them. */
    int undecided() {
        return undecided;
    }

    /** Where they differ; nothing, if they do not. */
    Optional<Difference> difference(Program program) {
        List<Seen> seen = new ArrayList<>();
        try (Engine engine = new Engine(backend)) {
            run(program, engine, new Recorder(seen));
        }
        return unexplained(program, seen);
    }

    /** The same with as few steps as it takes. */
    Difference shrink(Difference difference) throws Exception {
        Program whole = difference.program();
        List<Integer> kept = new Shrinker(
                        indices -> difference(whole.keep(indices)).isPresent(), SHRINKS)
                .shrink(whole.steps().size());
        return difference(whole.keep(kept)).orElse(difference);
    }

    private Optional<Difference> unexplained(Program program, List<Seen> seen) {
        Choices choices = new Choices();
        Set<String> expected = new TreeSet<>();
        int furthest = -1;
        for (int i = 0; i < RUNS; i++) {
            Comparer comparer = new Comparer(seen);
            if (explains(program, choices, comparer)) {
                return Optional.empty();
            }
            if (comparer.compared > furthest) {
                furthest = comparer.compared;
                expected.clear();
            }
            if (comparer.compared == furthest) {
                expected.add(comparer.otherwise);
            }
            if (!choices.advance()) {
                Seen last = seen.get(furthest);
                return Optional.of(new Difference(program, last.step(), expected, last.outcome()));
            }
        }
        undecided++;
        return Optional.empty();
    }

    private boolean explains(Program program, Choices choices, Comparer comparer) {
        try {
            run(program, new Model(choices, backend::support, deviations), comparer);
            return true;
        } catch (OtherwiseException e) {
            return false;
        }
    }

    private static void run(Program program, Subject subject, Taker outcomes) {
        for (Step step : program.steps()) {
            step.run(subject, outcomes);
            subject.settle();
            outcomes.step++;
        }
    }

    /** Takes in the outcomes of one run. */
    private abstract static class Taker extends Outcomes {
        int step;
    }

    /** Keeps them. */
    private static final class Recorder extends Taker {
        private final List<Seen> seen;

        Recorder(List<Seen> seen) {
            this.seen = seen;
        }

        @Override
        void saw(String outcome) {
            seen.add(new Seen(step, outcome));
        }
    }

    /** Compares them with those of another run. */
    private static final class Comparer extends Taker {
        private final List<Seen> seen;
        private int compared;
        private String otherwise = "";

        Comparer(List<Seen> seen) {
            this.seen = seen;
        }

        @Override
        void saw(String outcome) {
            if (!seen.get(compared).outcome().equals(outcome)) {
                otherwise = outcome;
                throw new OtherwiseException();
            }
            compared++;
        }
    }
}
