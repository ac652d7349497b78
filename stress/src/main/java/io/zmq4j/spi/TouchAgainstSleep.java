package io.zmq4j.spi;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A poller that is about to wait either sees that a key was touched, or is woken. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "waits, and is woken")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "does not wait, and is woken")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "does not wait")
@Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "waits for ever")
@State
public class TouchAgainstSleep {
    private final Bell bell = new Bell();
    private final PollQueue queue = new PollQueue(bell);
    private final PollSignal signal = new PollSignal(queue, 0);

    @Actor
    public void poll(ZZ_Result result) {
        bell.clear();
        result.r1 = queue.fallAsleep();
    }

    @Actor
    public void touch() {
        signal.touch();
    }

    @Arbiter
    public void woken(ZZ_Result result) {
        result.r2 = bell.isRung();
    }
}
