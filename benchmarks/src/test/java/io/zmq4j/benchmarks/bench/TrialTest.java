package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zmq4j.benchmarks.perf.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements in processes of their own. */
class TrialTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static Candidate java(String backend) {
        return Candidate.java("any", "", Path.of(System.getProperty("java.home")), List.of(), backend, Way.BYTES);
    }

    @Test
    void figuresGoByTheirNames() {
        assertEquals(
                Map.of("throughput_msg_s", 2.5e6, "cpu_ns_per_msg", 310.5, "99.9", 12.0),
                Trial.figures(List.of(
                        "endpoint tcp://127.0.0.1:1",
                        "throughput_msg_s 2500000",
                        "percentile_us 99.9 12.0",
                        "cpu_ns_per_msg 310.5")));
    }

    @Test
    void twoProcessesTalk() throws Exception {
        Cell cell = new Cell(Shape.TCP_LAT, 16, java("jeromq"));
        Sample sample = new Trial(cell, LIMIT).run(3, 200, 20);
        assertEquals(3, sample.round());
        assertTrue(sample.figure() > 0, sample.toString());
        assertTrue(sample.percentiles().get("99") >= sample.percentiles().get("50"), sample.toString());
    }

    @Test
    void whatAProcessSaysOfItsFailureIsKept() {
        Cell cell = new Cell(Shape.INPROC_THR, 16, java("nosuch"));
        IOException e = assertThrows(IOException.class, () -> new Trial(cell, LIMIT).run(1, 10, 0));
        assertTrue(e.getMessage().contains("nosuch"), e.getMessage());
    }

    @Test
    void theCProgramDoesTheSame(@TempDir Path folder) throws Exception {
        Candidate c;
        try {
            c = Candidate.c("C", "", CProgram.build(folder), Way.BUFFER);
        } catch (LeftOutException e) {
            abort("NOT TESTED: " + e.getMessage());
            return;
        }
        for (Shape shape : Shape.values()) {
            Sample sample = new Trial(new Cell(shape, 256, c), LIMIT).run(1, 5_000, 100);
            assertTrue(sample.figure() > 0 && sample.cpuNanos() > 0, sample.toString());
            assertEquals(shape.isLatency(), !sample.percentiles().isEmpty());
        }
    }
}
