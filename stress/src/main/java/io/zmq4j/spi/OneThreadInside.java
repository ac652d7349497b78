package io.zmq4j.spi;

import io.zmq4j.ConcurrentUseException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads call a socket: one of them at least gets in, and never both at once. */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the second was refused")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the first was refused")
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(expect = Expect.FORBIDDEN, desc = "both at once, or nobody")
@State
public class OneThreadInside {
    private final Engine engine = new Engine();

    private int use() {
        try {
            engine.enter();
        } catch (ConcurrentUseException e) {
            return 0;
        }
        try {
            engine.first++;
        } finally {
            engine.exit();
        }
        return 1;
    }

    @Actor
    public void one(III_Result result) {
        result.r1 = use();
    }

    @Actor
    public void other(III_Result result) {
        result.r2 = use();
    }

    @Arbiter
    public void count(III_Result result) {
        result.r3 = engine.first;
    }
}
