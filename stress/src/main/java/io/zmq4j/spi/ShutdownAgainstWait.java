package io.zmq4j.spi;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Whoever is about to wait either sees that the socket was shut down, or is woken. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "waits, and is woken")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "does not wait, and is woken")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "does not wait")
@Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "waits for ever")
@State
public class ShutdownAgainstWait {
    private final Engine engine = new Engine();
    private final Bell bell = new Bell();

    @Actor
    public void waitForNews(ZZ_Result result) {
        engine.waiting(bell);
        bell.clear();
        result.r1 = engine.isOpen();
    }

    @Actor
    public void end() {
        engine.markTerminated();
    }

    @Arbiter
    public void woken(ZZ_Result result) {
        result.r2 = bell.isRung();
    }
}
