package io.zmq4j.benchmarks.bench;

import static io.zmq4j.benchmarks.bench.Sizes.B16;
import static io.zmq4j.benchmarks.bench.Sizes.B256;
import static io.zmq4j.benchmarks.bench.Sizes.KIB1;
import static io.zmq4j.benchmarks.bench.Sizes.KIB64;
import static io.zmq4j.benchmarks.bench.Sizes.MIB1;

import java.util.ArrayList;
import java.util.List;

/** What zmq4j is to reach. */
final class Targets {
    private static final double SLOWEST_LATENCY = 1.05;

    private final List<Target> all = new ArrayList<>();

    private Targets() {
        nativeAgainstC();
        baselineAgainstTools();
        jnaAgainstJni();
        jeroMqAgainstRaw();
        withWakeUps(Candidate.FFM, Candidate.FFM_UNWAKEABLE);
        withWakeUps(Candidate.JNA, Candidate.JNA_UNWAKEABLE);
        withWakeUps(Candidate.JEROMQ, Candidate.JEROMQ_UNWAKEABLE);
    }

    static List<Target> all() {
        return List.copyOf(new Targets().all);
    }

    private void nativeAgainstC() {
        rate(Shape.TCP_THR, Candidate.FFM, Candidate.C, 0.85, B16);
        rate(Shape.TCP_THR, Candidate.FFM, Candidate.C, 0.90, B256);
        rate(Shape.TCP_THR, Candidate.FFM, Candidate.C, 0.97, KIB1, KIB64, MIB1);
        latency(Candidate.FFM, Candidate.C, B16, KIB1, KIB64);
        rate(Shape.INPROC_THR, Candidate.FFM, Candidate.C, 0.85, B16);
    }

    private void baselineAgainstTools() {
        for (int size : new int[] {B16, KIB1, KIB64, MIB1}) {
            for (Metric metric : Shape.TCP_THR.metrics()) {
                all.add(new Target(Shape.TCP_THR, size, Candidate.C, Candidate.C_MSG, metric, 0.97, 1.03));
            }
        }
    }

    private void jnaAgainstJni() {
        rate(Shape.TCP_THR, Candidate.JNA_BYTES, Candidate.RAW_JZMQ, 0.5, B16);
        rate(Shape.TCP_THR, Candidate.JNA_BYTES, Candidate.RAW_JZMQ, 0.95, KIB1, KIB64, MIB1);
    }

    private void jeroMqAgainstRaw() {
        rate(Shape.TCP_THR, Candidate.JEROMQ, Candidate.RAW_JEROMQ, 0.92, B16);
        rate(Shape.TCP_THR, Candidate.JEROMQ, Candidate.RAW_JEROMQ, 0.97, KIB1, KIB64, MIB1);
        latency(Candidate.JEROMQ, Candidate.RAW_JEROMQ, B16, KIB1, KIB64);
    }

    private void withWakeUps(String with, String without) {
        rate(Shape.TCP_THR, with, without, 0.95, B16);
        latency(with, without, B16);
    }

    private void rate(Shape shape, String subject, String baseline, double least, int... sizes) {
        for (int size : sizes) {
            for (Metric metric : shape.metrics()) {
                all.add(new Target(shape, size, subject, baseline, metric, least, Double.POSITIVE_INFINITY));
            }
        }
    }

    private void latency(String subject, String baseline, int... sizes) {
        for (int size : sizes) {
            all.add(new Target(Shape.TCP_LAT, size, subject, baseline, Metric.LATENCY, 0, SLOWEST_LATENCY));
        }
    }
}
