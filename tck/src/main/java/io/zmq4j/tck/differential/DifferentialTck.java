package io.zmq4j.tck.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.tck.Rule;
import io.zmq4j.tck.Scale;
import io.zmq4j.tck.ZmqTck;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Random programs come out as a plain model says. {@code -Dzmq4j.differential.program=ROUTING-42} runs one of them,
 * {@code -Dzmq4j.differential.from=N} begins with that seed.
 */
public class DifferentialTck extends ZmqTck {
    /** One in so many, and one more. */
    private static final int UNDECIDED = 50;

    /** Of the backend that a subclass names. */
    public DifferentialTck() {}

    @Test
    @Rule({"MDL-001", "MDL-002"})
    void requestsAndRepliesGoAsTheModelSays() throws Exception {
        differNowhere(Family.LOCKSTEP);
    }

    @Test
    @Rule({"MDL-001", "MDL-003"})
    void subscriptionsGoAsTheModelSays() throws Exception {
        differNowhere(Family.PUBSUB);
    }

    @Test
    @Rule({"MDL-001", "MDL-004"})
    void thereIsAsMuchRoomAsTheModelSays() throws Exception {
        differNowhere(Family.ROOM);
    }

    @Test
    @Rule({"MDL-001", "MDL-005"})
    void messagesGoWhereTheModelSays() throws Exception {
        differNowhere(Family.FLOW);
    }

    @Test
    @Rule({"MDL-001", "MDL-005"})
    void routingIdsGoAsTheModelSays() throws Exception {
        differNowhere(Family.ROUTING);
    }

    @Test
    @Rule({"MDL-001", "MDL-007"})
    void optionsAreAMap() throws Exception {
        differNowhere(Family.OPTIONS);
    }

    @Test
    @Rule("MDL-008")
    void messageObjectsKeepToTheirLaws() throws Exception {
        differNowhere(Family.MSGS);
    }

    private void differNowhere(Family family) throws Exception {
        Differ differ = new Differ(backend());
        String only = System.getProperty("zmq4j.differential.program");
        if (only != null) {
            Program program = Program.parse(only);
            if (program.family() == family) {
                agree(differ, program);
            }
            return;
        }
        long from = Long.getLong("zmq4j.differential.from", 1);
        int count = Scale.pick(6, 43, 2_858); // of seven families, 42, 301 and 20,006
        for (long seed = from; seed < from + count; seed++) {
            agree(differ, Program.of(family, seed));
        }
        if (differ.undecided() > 0) {
            say(family + " programs on " + backend().name() + ": " + differ.undecided() + " of " + count
                    + " undecided");
        }
        assertTrue(differ.undecided() <= 1 + count / UNDECIDED, differ.undecided() + " undecided");
    }

    private void agree(Differ differ, Program program) throws Exception {
        Optional<Difference> found = differ.difference(program);
        if (found.isPresent()) {
            Difference small = differ.shrink(found.get());
            throw new AssertionError(
                    "program " + program.name() + " on " + backend().name()
                            + " (again: -Dzmq4j.differential.program=" + program.name() + "), in short "
                            + small.program().name() + "\n" + small.text() + "\n" + DifferentialListing.of(small));
        }
    }
}
