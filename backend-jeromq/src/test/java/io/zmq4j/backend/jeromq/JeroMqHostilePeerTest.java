package io.zmq4j.backend.jeromq;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.HostilePeerTck;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresBackend("jeromq")
class JeroMqHostilePeerTest extends HostilePeerTck {
    /** Should one of these pass, the engine can do without the safeguard. */
    @ParameterizedTest
    @CsvSource({
        "handshake-commands, handshake at once: bad HELLO 9, PULL, does not end",
        "announced-frames, announce all the memory, PULL, OutOfMemoryError",
        "subscriptions, a subscription of 100, PUB, StackOverflowError",
        "subscriptions, no subscription, PUB, OutOfMemoryError",
        "short-ping, PING of nothing, PULL, IndexOutOfBoundsException"
    })
    void safeguardsAreNeeded(String name, String attack, String type, String harm) throws Exception {
        assumeTrue(Scale.current() != Scale.SHORT, "takes a JVM and some seconds each: with -Pci");
        ChildJvm.Result result = attacked(attack, type, "-D" + Safeguard.PROPERTY + "=" + name, "-Dzmq4j.tck.await=10");
        assertTrue(result.output().contains(harm), result::output);
        if (!name.equals("short-ping")) { // the I/O thread survives that, and says so
            assertNotEquals(0, result.exit(), result::output);
        }
    }
}
