package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.benchmarks.perf.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static Cell cell(Shape shape, int size) {
        return new Cell(shape, size, new Candidate("any", "", List.of(), "", Way.BYTES));
    }

    private static Sample sample(int count, double rate) {
        return new Sample(0, count, rate, 1, Map.of());
    }

    @Test
    void smallMessagesWarmUpByNumberLargeOnesByBytes() {
        assertEquals(1_000_000, Pace.warmup(cell(Shape.TCP_THR, 16)));
        assertEquals(381, Pace.warmup(cell(Shape.TCP_THR, 1 << 20)));
        assertEquals(10_000, Pace.warmup(cell(Shape.TCP_LAT, 16)));
        assertEquals(6_103, Pace.warmup(cell(Shape.TCP_LAT, 64 << 10)));
    }

    @Test
    void theTrialMeasuresAsManyAsItWarmsUpWith() {
        assertEquals(1_000_000, new Pace(Duration.ofHours(1)).count(cell(Shape.TCP_THR, 16), 1));
    }

    @Test
    void aSlowMachineDoesNotMeasureFewerThanWarmUp() {
        Cell cell = cell(Shape.TCP_THR, 16);
        Pace pace = new Pace(Duration.ofSeconds(1));
        pace.learn(cell, sample(1_000_000, 1_000), 2_000);
        assertEquals(1_000_000, pace.count(cell, 1_000));
    }

    @Test
    void theTimeThatIsLeftIsUsed() {
        Cell cell = cell(Shape.TCP_THR, 16);
        Pace pace = new Pace(Duration.ofHours(2));
        // 0.7 s measured after 0.7 s of warm-up, and 1.5 s to start
        pace.learn(cell, sample(1_000_000, 1_500_000), 2.83);
        int count = pace.count(cell, 2_000); // 3.6 s each
        assertTrue(count > 1_800_000 && count < 2_300_000, () -> "" + count);
        assertEquals(5 * 1_500_000 - 1_000_000, pace.count(cell, 10), 1);
    }
}
