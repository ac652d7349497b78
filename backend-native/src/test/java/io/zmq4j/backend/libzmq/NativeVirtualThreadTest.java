package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.VirtualThread;
import io.zmq4j.tck.VirtualThreadTck;
import org.junit.jupiter.api.Test;

@RequiresBackend("native")
class NativeVirtualThreadTest extends VirtualThreadTck {
    @Test
    void withoutTheHandOverTheFirstTwoHoldBothCarriers() throws Exception {
        VirtualThread.assumeThereAre();
        int threads = 4;
        int seconds = 2; // that long it takes to see that nothing happens
        ChildJvm.Result child = child(threads)
                .option("-D" + Safeguard.PROPERTY + "=virtual-thread-hand-over")
                .run("native", "" + threads, "" + seconds);
        assertTrue(child.output().contains("not all of them came to wait"), child.output());
    }
}
