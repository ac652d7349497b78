package io.zmq4j.backend.libzmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.Safeguard;
import io.zmq4j.tck.ChildJvm;
import io.zmq4j.tck.RequiresBackend;
import io.zmq4j.tck.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends the process in libzmq 4.3.4 is an exception here; with its safeguard off the process does end. */
@RequiresBackend("native")
class NativeHazardTest {
    /** The end on a thread of the library: the JVM, which would write something, does not hear of it. */
    private static final int SIGSEGV = 128 + 11;

    @Test
    @Rule("ERR-009")
    void hazardsAreExceptionsAndTheContextEnds() throws Exception {
        List<Hazard> all = List.of(Hazard.values());
        ChildJvm.Result child = child().run(all.stream().map(Enum::name).toArray(String[]::new));
        assertEquals(0, child.exit(), child.output());
        assertEquals(
                all.stream()
                        .map(each -> each + ": " + each.result() + ", ended true")
                        .collect(Collectors.toList()),
                child.lines().stream()
                        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                        .collect(Collectors.toList()),
                child.output());
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsSafeguardTheProcessEnds(Hazard hazard) throws Exception {
        ChildJvm.Result child = child().option("-D" + Safeguard.PROPERTY + "=" + hazard.safeguard())
                .option("-XX:ErrorFile=/dev/null")
                .run(hazard.name());
        assertTrue(child.exit() != 0, child.output());
        boolean byTheEngine = child.lines().stream().anyMatch(NativeHazardTest::isEndInTheEngine);
        assertTrue(byTheEngine || child.exit() == SIGSEGV, child.output());
    }

    @Test
    void monitorsThatNobodyReadsHoldUpNobody() throws Exception {
        assertEquals(List.of("all greeted"), monitored(ChildJvm.of(UnreadMonitorProgram.class)));
    }

    @Test
    void withoutTheirDrainTheIoThreadStops() throws Exception {
        ChildJvm child =
                ChildJvm.of(UnreadMonitorProgram.class).option("-D" + Safeguard.PROPERTY + "=monitors-drained");
        assertEquals(List.of("a peer is not greeted"), monitored(child));
    }

    private static List<String> monitored(ChildJvm child) throws Exception {
        return child.option(ChildJvm.NATIVE_ACCESS).run().lines();
    }

    /** An assertion of the library, or memory that is not there. */
    private static boolean isEndInTheEngine(String line) {
        return line.contains(".cpp:") || line.contains("SIGSEGV");
    }

    private static ChildJvm child() {
        ChildJvm child = ChildJvm.of(HazardProgram.class).option(ChildJvm.NATIVE_ACCESS);
        return SystemHazards.ARENAS ? child : child.option("--add-modules=jdk.incubator.foreign");
    }
}
