package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Sample sample(int round, double figure, double cpu) {
        return new Sample(round, 100, figure, cpu, Map.of());
    }

    private static Series series(Sample... samples) {
        return new Series(Shape.TCP_THR, 16, "any", List.of(samples));
    }

    @Test
    void ratiosAreOfTheSameRound() {
        Series mine = series(sample(1, 10, 1), sample(3, 30, 1));
        Series other = series(sample(1, 20, 1), sample(2, 5, 1), sample(3, 10, 1));
        assertArrayEquals(new double[] {0.5, 3}, mine.ratios(other, Metric.THROUGHPUT));
    }

    @Test
    void lessProcessorTimeIsAHigherRatio() {
        assertArrayEquals(new double[] {2}, series(sample(1, 1, 100)).ratios(series(sample(1, 1, 200)), Metric.CPU));
    }

    @Test
    void lessTimeIsALowerRatio() {
        assertArrayEquals(
                new double[] {0.5}, series(sample(1, 10, 1)).ratios(series(sample(1, 20, 1)), Metric.LATENCY));
    }

    @Test
    void percentileIsTheMedianOfTheRounds() {
        assertEquals(22 * 1.5, Runs.series(Shape.TCP_LAT, 16, "any", 22, 1).percentile("50"), 1e-9);
    }
}
