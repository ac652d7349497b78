package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zmq4j.spi.Safeguard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sockets and contexts that come and go leave nothing behind: no descriptor, thread, memory, or report. In another JVM,
 * where nothing else happens, with a heap that is all there from the start.
 */
@NeedsTransport("tcp")
public class LeakTck extends ZmqTck {
    private static final int SOCKETS = Scale.pick(320, 10_000, 100_000);
    private static final int CONTEXTS = Scale.pick(20, 200, 2_000);
    private static final int DROPPED = Scale.pick(100, 1_000, 1_000);

    /** A context's I/O thread, mailboxes and selectors, and of each dropped socket. */
    private static final int DESCRIPTORS = 1_000 + 8 * DROPPED;

    /** Of the backend that a subclass names. */
    public LeakTck() {}

    @Test
    @Rule({"LEK-001", "LEK-002", "LEK-003", "LEK-004", "LEK-005", "LEK-007", "SOC-010", "THR-009"})
    void whatWasClosedLeavesNothingBehind() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "NOT TESTED: descriptors are counted on Linux only");
        ChildJvm.Result child = run("", AWAIT.toSeconds());
        List<String> said = child.lines();
        said.stream()
                .filter(line -> line.startsWith(LeakMain.FIGURES))
                .forEach(line -> BackendCondition.say(backend().name() + ", JDK " + Runtime.version() + ", " + line));
        assertEquals(
                List.of(
                        "descriptors as before",
                        "threads as before",
                        "memory as before",
                        "no report",
                        DROPPED + " dropped sockets reported",
                        "closed"),
                said.stream().filter(line -> !line.startsWith(LeakMain.FIGURES)).toList(),
                child.output());
        assertEquals(0, child.exit(), child.output());
    }

    @Test
    void withoutTheWatchNobodyTellsOfDroppedSockets() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "NOT TESTED: descriptors are counted on Linux only");
        ChildJvm.Result child = run("leak-watch", 1);
        assertEquals(List.of("0 dropped sockets reported", "closed"), child.lines());
    }

    private ChildJvm.Result run(String without, long seconds) throws Exception {
        return ChildJvm.of(LeakMain.class)
                .option(ChildJvm.NATIVE_ACCESS)
                .option("-Xms128m")
                .option("-Xmx128m")
                .option("-XX:+UseSerialGC")
                .option("-XX:+AlwaysPreTouch")
                .option("-XX:MaxDirectMemorySize=32m")
                .option("-D" + Safeguard.PROPERTY + "=" + without)
                .openFiles(DESCRIPTORS)
                .limit(Scale.current() == Scale.SHORT ? AWAIT.multipliedBy(4) : AWAIT.multipliedBy(1_000))
                .run(
                        backend().name(),
                        "" + (without.isEmpty() ? SOCKETS : 0),
                        "" + CONTEXTS,
                        "" + DROPPED,
                        "" + seconds);
    }
}
