package io.zmq4j.spi;

import io.zmq4j.ClosedException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A socket is closed while another thread calls it: nobody is ever inside one that is released. */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "closed first: the call was told so")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "called first: closing waited for the call to leave")
@Outcome(expect = Expect.FORBIDDEN, desc = "used after its release, or not released once")
@State
public class CloseAgainstUse {
    private static final int USED_AFTER_RELEASE = 2;

    private final Engine engine = new Engine();

    @Actor
    public void call(III_Result result) {
        try {
            engine.enter();
        } catch (ClosedException e) {
            return;
        }
        try {
            engine.first = 1;
            result.r1 = engine.released == 0 ? 1 : USED_AFTER_RELEASE;
        } finally {
            engine.exit();
        }
    }

    @Actor
    public void close() {
        engine.markClosed();
        engine.close(SocketResource.KEEP_LINGER);
    }

    @Arbiter
    public void end(III_Result result) {
        result.r2 = engine.released;
        result.r3 = engine.first;
    }
}
