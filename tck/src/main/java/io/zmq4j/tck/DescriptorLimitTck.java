package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.Safeguard;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No file descriptors left, in another JVM: an exception, the process lives, and afterwards everything works. */
@NeedsTransport("tcp")
public class DescriptorLimitTck extends ZmqTck {
    private static final int OPEN_FILES = 256;

    /** Of the backend that a subclass names. */
    public DescriptorLimitTck() {}

    @Test
    @Rule({"ERR-009", "FLT-007"})
    void withoutDescriptorsEachCallFailsAndWorksAgainLater() throws Exception {
        ChildJvm.Result child = run("");
        List<String> wrong = child.lines().stream()
                .filter(line -> !line.endsWith(DescriptorLimitMain.AS_IT_SHOULD))
                .toList();
        assertEquals(List.of(), wrong, child.output());
        assertEquals(0, child.exit(), child.output());
        assertTrue(child.lines().size() >= DescriptorLimitMain.STEPS, child.output());
    }

    /** libzmq ends the process, JeroMQ is left half started. */
    @Test
    @Tag("long")
    void thatTakesALookBeforehand() throws Exception {
        ChildJvm.Result child = run("descriptor-head-room");
        assertTrue(
                child.exit() != 0 || child.lines().stream().anyMatch(line -> line.endsWith("WRONG")), child.output());
    }

    private ChildJvm.Result run(String without) throws Exception {
        return ChildJvm.of(DescriptorLimitMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Xmx128m")
                .option("-D" + Safeguard.PROPERTY + "=" + without)
                .openFiles(OPEN_FILES)
                .run(backend().name());
    }
}
