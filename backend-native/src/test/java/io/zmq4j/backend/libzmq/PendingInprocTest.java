package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Backend;
import io.zmq4j.Context;
import io.zmq4j.ContextOptions;
import io.zmq4j.Socket;
import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.RequiresBackend;
import org.junit.jupiter.api.Test;

/** More connections to {@code inproc} endpoints that were never bound than libzmq has sockets to end them with. */
@RequiresBackend("native")
class PendingInprocTest {
    @Test
    void aContextWithMoreOfThemThanSocketsEnds() throws Exception {
        ChildJvm.Result child = run("");
        assertEquals("closed", child.output().strip());
        assertEquals(0, child.exit());
    }

    @Test
    void withoutTheSafeguardTheProcessEnds() throws Exception {
        ChildJvm.Result child = run("pending-inproc");
        assertNotEquals(0, child.exit());
        assertTrue(child.output().contains("Assertion failed: s (src/ctx.cpp"), child.output());
    }

    private static ChildJvm.Result run(String without) throws Exception {
        return ChildJvm.of(Main.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-D" + Safeguard.PROPERTY + "=" + without)
                .run();
    }

    /** Runs in the child. */
    static final class Main {
        private static final int MANY = 500;

        private Main() {}

        @SuppressWarnings("SystemOut") // its output is what the test reads
        public static void main(String[] arguments) {
            try (Context context = Backend.of(new NativeBackendProvider()).context()) {
                context.set(ContextOptions.MAX_SOCKETS, 1);
                Socket socket = context.socket(SocketType.DEALER);
                for (int i = 0; i < MANY; i++) {
                    socket.connect("inproc://nobody-" + i);
                }
            }
            System.out.println("closed");
        }
    }
}
