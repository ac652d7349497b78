package io.zmq4j.tck.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.Rule;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random programs over the whole API end, with results and exceptions of the API alone. {@code -Dzmq4j.fuzz.seed=N}
 * runs one of them, {@code -Dzmq4j.fuzz.from=N} begins there.
 */
public class ProgramFuzzTck extends ZmqTck {
    private static final int FINDS = 5;
    private static final int CANDIDATES = 150;

    /** How often to try each candidate, as some need luck. */
    private static final int TIMES = 3;

    /** Of the backend that a subclass names. */
    public ProgramFuzzTck() {}

    @Test
    @Rule({"ERR-006", "ERR-009"})
    void randomProgramsEndWithResultsAndExceptionsOfTheApi() throws Exception {
        Long only = Long.getLong("zmq4j.fuzz.seed");
        long from = only != null ? only : Long.getLong("zmq4j.fuzz.from", 1);
        long to = only != null ? only + 1 : from + Scale.pick(100, 3_000, 300_000);
        String name = backend().name();
        say("programs " + from + "…" + (to - 1) + " on " + name);
        List<String> finds = new ArrayList<>();
        for (long seed = from; seed < to; ) {
            FuzzChild.Result result = FuzzChild.seeds(name, seed, to);
            if (result.find().isEmpty()) {
                break;
            }
            Find find = result.find().get();
            finds.add(report(name, find));
            say(finds.get(finds.size() - 1));
            if (finds.size() == FINDS) {
                break;
            }
            seed = Math.max(find.seed(), seed) + 1;
        }
        assertTrue(finds.isEmpty(), () -> String.join("\n", finds));
    }

    private static String report(String backend, Find find) throws Exception {
        Program whole = Program.of(find.seed());
        Shrinker shrinker = new Shrinker(kept -> happens(backend, whole.keep(kept), find.kind()), CANDIDATES);
        Program small = whole.keep(shrinker.shrink(whole.steps().size()));
        return find.kind() + " of seed " + find.seed() + " on " + backend + ", exit " + find.exit() + "\n"
                + find.output() + "\nprogram " + small.name() + "\n" + Listing.of(small);
    }

    private static boolean happens(String backend, Program candidate, Find.Kind kind) throws Exception {
        return FuzzChild.program(backend, candidate, TIMES)
                .find()
                .filter(find -> find.kind() == kind)
                .isPresent();
    }
}
