package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.spi.CallTrace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calls of the API that the evidence of a test shows, in a JVM that traces them. */
class TraceTest {
    private static String output = "";

    @BeforeAll
    static void runTraced() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.of(TraceMain.class)
                .option("-XX:TieredStopAtLevel=1")
                .option("-D" + CallTrace.PROPERTY + "=true")
                .run();
        output = result.output();
        assertEquals(0, result.exit(), output);
    }

    @Test
    void everyCallOfSocketsContextsAndPollersIsTold() {
        List<String> untold =
                output.lines().filter(line -> line.startsWith(TraceMain.UNTOLD)).toList();
        assertEquals(List.of(), untold);
    }

    @Test
    void testThatFailsShowsItsCalls() {
        assertTrue(of("Sample.fails").contains("PUB#1.send(\"seen\")"), output);
    }

    @Test
    void refusalShowsTheCallThatWasRefused() {
        assertTrue(
                of("Sample.isRefused").matches("(?s).*\\.socket\\(STREAM\\) !! UnsupportedFeatureException.*"), output);
    }

    @Test
    void testThatPassesShowsNone() {
        assertEquals("null", of("Sample.passes"));
    }

    private static String of(String test) {
        int start = output.indexOf(test + ": ");
        assertTrue(start >= 0, output);
        String rest = output.substring(start + test.length() + 2);
        int end = rest.indexOf("Sample.");
        return (end < 0 ? rest : rest.substring(0, end)).strip();
    }
}
