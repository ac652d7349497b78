package io.zmq4j.spi;

import io.zmq4j.ClosedException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A socket and its context are closed at once: it is released once, and counts as closed ever after. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "released once, closed")
@Outcome(expect = Expect.FORBIDDEN, desc = "released twice or never, or not closed")
@State
public class CloseAgainstShutdown {
    private final Engine engine = new Engine();

    @Actor
    public void closeSocket() {
        engine.markClosed();
        engine.close(SocketResource.KEEP_LINGER);
    }

    @Actor
    public void closeContext() {
        engine.markTerminated();
        engine.close(0);
    }

    @Arbiter
    public void end(II_Result result) {
        result.r1 = engine.released;
        result.r2 = engine.whyNotOpen() instanceof ClosedException && engine.isClosed() ? 1 : 0;
    }
}
