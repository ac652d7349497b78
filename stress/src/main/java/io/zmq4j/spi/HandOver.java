package io.zmq4j.spi;

import io.zmq4j.ConcurrentUseException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who gets in after another thread sees all that it did, with no other means than the guard. */
@JCStressTest
@Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "the reader was refused")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the reader came first, or the writer was refused")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the reader came second")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it")
@State
public class HandOver {
    private final Engine engine = new Engine();

    @Actor
    public void writer() {
        try {
            engine.enter();
        } catch (ConcurrentUseException e) {
            return;
        }
        try {
            engine.first = 1;
            engine.second = 2;
        } finally {
            engine.exit();
        }
    }

    @Actor
    public void reader(II_Result result) {
        try {
            engine.enter();
        } catch (ConcurrentUseException e) {
            result.r1 = -1;
            result.r2 = -1;
            return;
        }
        try {
            result.r2 = engine.second;
            result.r1 = engine.first;
        } finally {
            engine.exit();
        }
    }
}
