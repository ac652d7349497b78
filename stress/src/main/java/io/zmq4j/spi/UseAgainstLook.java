package io.zmq4j.spi;

import io.zmq4j.ConcurrentUseException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** What a call did to a socket is seen by a poller that looks meanwhile, or it looks once more. */
@JCStressTest
@Outcome(id = "0, -1, 0", expect = Expect.ACCEPTABLE, desc = "the call was refused")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "not seen, and looks once more")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "seen, and looks once more")
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class UseAgainstLook {
    private final Engine engine = new Engine();
    private final PollQueue queue = new PollQueue(new Bell());

    public UseAgainstLook() {
        PollSignal signal = new PollSignal(queue, 0);
        engine.add(signal);
        signal.touch();
    }

    @Actor
    public void look(III_Result result) {
        PollSignal touched = queue.takeAll();
        if (touched != null) {
            touched.seen();
        }
        engine.enterToPoll();
        result.r1 = engine.first;
        engine.exitUntouched();
    }

    @Actor
    public void call(III_Result result) {
        try {
            engine.enter();
        } catch (ConcurrentUseException e) {
            result.r2 = -1;
            return;
        }
        engine.first = 1;
        engine.exit();
        result.r2 = 1;
    }

    @Arbiter
    public void again(III_Result result) {
        result.r3 = queue.takeAll() == null ? 0 : 1;
    }
}
