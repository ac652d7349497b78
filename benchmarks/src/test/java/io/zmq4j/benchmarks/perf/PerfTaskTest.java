package io.zmq4j.benchmarks.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PerfTaskTest {
    private static PerfTask task(Tool tool, int size, int count, int warmup) {
        return new PerfTask(tool, "inproc://x", size, count, "jeromq", Way.MSG, warmup);
    }

    private static void refused(String message, Executable what) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void argumentsReadBack() {
        PerfTask task = task(Tool.PROXY_THR, 16, 1000, 10);
        assertEquals(task, PerfTask.of(task.arguments().toArray(String[]::new)));
    }

    @Test
    void numbersHaveRanges() {
        refused("SIZE must be 0 to 1073741824, was -1", () -> task(Tool.LOCAL_THR, -1, 1, 0));
        refused("COUNT must be 1 to 2000000000, was 0", () -> task(Tool.LOCAL_THR, 0, 0, 0));
        refused("COUNT must be 1 to 50000000, was 50000001", () -> task(Tool.REMOTE_LAT, 0, 50_000_001, 0));
        refused("--warmup must be 0 to 2000000000, was -1", () -> task(Tool.LOCAL_THR, 0, 1, -1));
    }

    @Test
    void namesAreKnownOrRefusedWithThoseThereAre() {
        assertEquals(Tool.INPROC_LAT, Tool.of("inproc-lat"));
        refused(
                "there is no tool local_thr; there is local-thr, remote-thr, local-lat, remote-lat, inproc-thr,"
                        + " inproc-lat, proxy-thr",
                () -> Tool.of("local_thr"));
        refused("--recv must be bytes or buffer or msg, was text", () -> Way.of("text"));
        assertThrows(IllegalArgumentException.class, () -> Engines.known("native/jni"));
        assertEquals("native/ffm", Engines.known("native/ffm"));
    }

    @Test
    void percentilesAreTimesThatWereTaken() {
        RoundTrips trips = new RoundTrips(200);
        for (int i = 0; i < 200; i++) {
            trips.keep(i, 200 - i);
        }
        assertEquals(1, trips.percentile(0));
        assertEquals(100, trips.percentile(50));
        assertEquals(198, trips.percentile(99));
        assertEquals(200, trips.percentile(99.9));
        assertEquals(200, trips.percentile(100));
    }
}
