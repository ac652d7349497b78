package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.benchmarks.bench.Statistics.Interval;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static double[] upTo(int n) {
        return IntStream.rangeClosed(1, n).map(i -> n + 1 - i).asDoubleStream().toArray();
    }

    @Test
    void medianIsTheMiddleOne() {
        assertEquals(2, Statistics.median(3, 1, 2));
        assertEquals(2.5, Statistics.median(4, 1, 2, 3));
        assertTrue(Double.isNaN(Statistics.median()));
    }

    @Test
    void spreadIsHalfTheDistanceOfTheQuartiles() {
        assertEquals(1, Statistics.spread(upTo(5)));
        assertEquals(0, Statistics.spread(7));
    }

    /** The ranks are those of tables of the sign test. */
    @Test
    void intervalTakesTheRanksOfTheSignTest() {
        assertEquals(new Interval(3.5, 1, 6), Statistics.interval(upTo(6)));
        assertEquals(new Interval(4.5, 1, 8), Statistics.interval(upTo(8)));
        assertEquals(new Interval(5, 2, 8), Statistics.interval(upTo(9)));
        assertEquals(new Interval(10.5, 6, 15), Statistics.interval(upTo(20)));
        assertEquals(new Interval(13, 8, 18), Statistics.interval(upTo(25)));
    }

    @Test
    void fiveValuesAreTooFewForAnInterval() {
        assertFalse(Statistics.interval(upTo(5)).isBounded());
        assertFalse(Statistics.interval(1).isBounded());
        assertTrue(Statistics.interval(upTo(6)).isBounded());
    }

    @Test
    void intervalsHoldTheMedianAsOftenAsTheyPromise() {
        long seed = System.nanoTime();
        System.out.println("StatisticsTest: seed " + seed);
        Random random = new Random(seed);
        int held = 0;
        int runs = 20_000;
        for (int i = 0; i < runs; i++) {
            Interval interval = Statistics.interval(
                    DoubleStream.generate(random::nextDouble).limit(9).toArray());
            held += interval.low() <= 0.5 && interval.high() >= 0.5 ? 1 : 0;
        }
        // 96.1 % by theory; 20,000 runs err by 0.14 % (one standard deviation)
        assertEquals(0.961, held / (double) runs, 0.01);
    }
}
