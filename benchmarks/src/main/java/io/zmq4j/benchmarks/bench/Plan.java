package io.zmq4j.benchmarks.bench;

import static io.zmq4j.benchmarks.bench.Candidate.C;
import static io.zmq4j.benchmarks.bench.Candidate.C_MSG;
import static io.zmq4j.benchmarks.bench.Candidate.FFM;
import static io.zmq4j.benchmarks.bench.Candidate.FFM_BYTES;
import static io.zmq4j.benchmarks.bench.Candidate.FFM_MSG;
import static io.zmq4j.benchmarks.bench.Candidate.FFM_UNWAKEABLE;
import static io.zmq4j.benchmarks.bench.Candidate.JEROMQ;
import static io.zmq4j.benchmarks.bench.Candidate.JEROMQ_UNWAKEABLE;
import static io.zmq4j.benchmarks.bench.Candidate.JNA;
import static io.zmq4j.benchmarks.bench.Candidate.JNA_BYTES;
import static io.zmq4j.benchmarks.bench.Candidate.JNA_UNWAKEABLE;
import static io.zmq4j.benchmarks.bench.Candidate.RAW_JEROMQ;
import static io.zmq4j.benchmarks.bench.Candidate.RAW_JNA;
import static io.zmq4j.benchmarks.bench.Candidate.RAW_JZMQ;
import static io.zmq4j.benchmarks.bench.Candidate.RAW_ZMQ;
import static io.zmq4j.benchmarks.bench.Sizes.B16;
import static io.zmq4j.benchmarks.bench.Sizes.B256;
import static io.zmq4j.benchmarks.bench.Sizes.KIB1;
import static io.zmq4j.benchmarks.bench.Sizes.KIB64;
import static io.zmq4j.benchmarks.bench.Sizes.MIB1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, how often, and how long it may take.
 *
 * @param groups cells that are compared with each other, hence measured one right after the other
 * @param rounds how often each cell is measured, besides one trial
 * @param limit of the whole
 */
record Plan(List<List<Cell>> groups, int rounds, Duration limit) {
    private static final String[] MAIN = {C, FFM, JNA, JEROMQ, RAW_JEROMQ};

    /** Enough rounds for an interval, few sizes. */
    static Plan quick(Candidates candidates) {
        Builder builder = new Builder(candidates);
        builder.add(Shape.TCP_THR, B16, MAIN);
        builder.add(Shape.TCP_THR, KIB1, MAIN);
        builder.add(Shape.TCP_THR, KIB64, MAIN);
        builder.add(Shape.TCP_LAT, B16, MAIN);
        builder.add(Shape.INPROC_THR, B16, C, FFM);
        return new Plan(builder.groups, 6, Duration.ofMinutes(4));
    }

    /** Everything. */
    static Plan full(Candidates candidates) {
        Builder builder = new Builder(candidates);
        boolean ffm = candidates.named(FFM).findAny().isPresent();
        String unwakeable = ffm ? FFM_UNWAKEABLE : JNA_UNWAKEABLE;
        builder.add(Shape.TCP_THR, B16, C, FFM, C_MSG, FFM_BYTES, FFM_MSG, unwakeable, JNA, RAW_JNA);
        builder.add(Shape.TCP_THR, B16, JNA_BYTES, RAW_JZMQ, JEROMQ, RAW_JEROMQ, JEROMQ_UNWAKEABLE, RAW_ZMQ);
        builder.add(Shape.TCP_THR, B256, C, FFM);
        builder.add(Shape.TCP_THR, KIB1, C, FFM, C_MSG, FFM_BYTES, FFM_MSG, JNA, RAW_JNA);
        builder.add(Shape.TCP_THR, KIB1, JNA_BYTES, RAW_JZMQ, JEROMQ, RAW_JEROMQ, RAW_ZMQ);
        builder.add(Shape.TCP_THR, KIB64, C, FFM, C_MSG, JNA, JNA_BYTES, RAW_JZMQ, JEROMQ, RAW_JEROMQ);
        builder.add(Shape.TCP_THR, MIB1, C, FFM, C_MSG, FFM_BYTES, FFM_MSG, JNA);
        builder.add(Shape.TCP_THR, MIB1, JNA_BYTES, RAW_JZMQ, JEROMQ, RAW_JEROMQ);
        builder.add(Shape.TCP_LAT, B16, C, FFM, unwakeable, JNA, JEROMQ, RAW_JEROMQ, JEROMQ_UNWAKEABLE);
        builder.add(Shape.TCP_LAT, KIB1, MAIN);
        builder.add(Shape.TCP_LAT, KIB64, MAIN);
        builder.add(Shape.INPROC_THR, B16, MAIN);
        return new Plan(builder.groups, 9, Duration.ofMinutes(20));
    }

    Plan withRounds(int wanted) {
        return new Plan(groups, wanted, limit);
    }

    Plan withLimit(Duration wanted) {
        return new Plan(groups, rounds, wanted);
    }

    int cells() {
        return groups.stream().mapToInt(List::size).sum();
    }

    private static final class Builder {
        private final Candidates candidates;
        private final List<List<Cell>> groups = new ArrayList<>();

        Builder(Candidates candidates) {
            this.candidates = candidates;
        }

        void add(Shape shape, int size, String... names) {
            groups.add(new ArrayList<>(candidates
                    .named(names)
                    .map(candidate -> new Cell(shape, size, candidate))
                    .toList()));
        }
    }
}
