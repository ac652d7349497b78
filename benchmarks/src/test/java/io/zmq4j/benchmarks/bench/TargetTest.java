package io.zmq4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zmq4j.benchmarks.bench.Statistics.Interval;
import io.zmq4j.benchmarks.bench.Target.Verdict;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    private static Target target(double low, double high) {
        return new Target(Shape.TCP_THR, 16, Candidate.FFM, Candidate.C, Metric.THROUGHPUT, low, high);
    }

    @ParameterizedTest
    @CsvSource({
        "0.85, Infinity, 0.86, 0.95, MET",
        "0.85, Infinity, 0.85, 0.95, MET",
        "0.85, Infinity, 0.80, 0.84, MISSED",
        "0.85, Infinity, 0.80, 0.90, UNDECIDED",
        "0, 1.05, 0.99, 1.04, MET",
        "0, 1.05, 1.06, 1.20, MISSED",
        "0, 1.05, 1.00, 1.20, UNDECIDED",
        "0.97, 1.03, 0.98, 1.02, MET",
        "0.97, 1.03, 0.90, 0.96, MISSED",
        "0.97, 1.03, 1.04, 1.10, MISSED",
        "0.97, 1.03, 0.96, 1.00, UNDECIDED",
        "0.85, Infinity, -Infinity, Infinity, UNDECIDED"
    })
    void verdictIsByTheWholeInterval(double least, double most, double low, double high, Verdict verdict) {
        assertEquals(verdict, target(least, most).verdict(new Interval((low + high) / 2, low, high)));
    }

    @Test
    void whatWasNotMeasuredHasNoVerdict() {
        Target target = target(0.85, Double.POSITIVE_INFINITY);
        assertNull(target.ratio(Runs.of(Runs.series(Shape.TCP_THR, 16, Candidate.C, 1, 1))));
        assertEquals(Verdict.NOT_MEASURED, target.verdict(null));
    }

    @Test
    void ratioIsOfTheSubjectOverTheBaseline() {
        Interval ratio = target(0.85, Double.POSITIVE_INFINITY).ratio(Runs.typical());
        assertEquals(0.9, ratio.median(), 1e-9);
        assertEquals(0.9, ratio.low(), 1e-9);
    }

    @Test
    void boundsReadAsTheyAreMeant() {
        assertEquals("≥ 0.85", target(0.85, Double.POSITIVE_INFINITY).bound());
        assertEquals("≤ 1.05", target(0, 1.05).bound());
        assertEquals("0.97 to 1.03", target(0.97, 1.03).bound());
    }

    private static List<String> bounds(String subject, String baseline) {
        return Targets.all().stream()
                .filter(target ->
                        target.subject().equals(subject) && target.baseline().equals(baseline))
                .map(target -> String.format(
                        Locale.ROOT,
                        "%s %s %s %s",
                        target.shape().label(),
                        Sizes.text(target.size()),
                        target.metric(),
                        target.bound()))
                .toList();
    }

    @Test
    void ffmIsToComeCloseToC() {
        assertEquals(
                List.of(
                        "tcp-thr 16 B THROUGHPUT ≥ 0.85",
                        "tcp-thr 16 B CPU ≥ 0.85",
                        "tcp-thr 256 B THROUGHPUT ≥ 0.9",
                        "tcp-thr 256 B CPU ≥ 0.9",
                        "tcp-thr 1 KiB THROUGHPUT ≥ 0.97",
                        "tcp-thr 1 KiB CPU ≥ 0.97",
                        "tcp-thr 64 KiB THROUGHPUT ≥ 0.97",
                        "tcp-thr 64 KiB CPU ≥ 0.97",
                        "tcp-thr 1 MiB THROUGHPUT ≥ 0.97",
                        "tcp-thr 1 MiB CPU ≥ 0.97",
                        "tcp-lat 16 B LATENCY ≤ 1.05",
                        "tcp-lat 1 KiB LATENCY ≤ 1.05",
                        "tcp-lat 64 KiB LATENCY ≤ 1.05",
                        "inproc-thr 16 B THROUGHPUT ≥ 0.85",
                        "inproc-thr 16 B CPU ≥ 0.85"),
                bounds(Candidate.FFM, Candidate.C));
    }

    @Test
    void jeroMqIsToComeCloseToItsEngine() {
        List<String> bounds = bounds(Candidate.JEROMQ, Candidate.RAW_JEROMQ);
        assertEquals("tcp-thr 16 B THROUGHPUT ≥ 0.92", bounds.get(0));
        assertEquals("tcp-thr 1 KiB THROUGHPUT ≥ 0.97", bounds.get(2));
        assertEquals("tcp-lat 16 B LATENCY ≤ 1.05", bounds.get(8));
    }
}
