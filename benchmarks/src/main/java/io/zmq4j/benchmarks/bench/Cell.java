package io.zmq4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/** A candidate in a shape, with messages of one size, and what was measured of it so far. */
final class Cell {
    private final Shape shape;
    private final int size;
    private final Candidate candidate;
    private final List<Sample> samples = new ArrayList<>();

    Cell(Shape shape, int size, Candidate candidate) {
        this.shape = shape;
        this.size = size;
        this.candidate = candidate;
    }

    Shape shape() {
        return shape;
    }

    int size() {
        return size;
    }

    Candidate candidate() {
        return candidate;
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    Series series() {
        return new Series(shape, size, candidate.name(), List.copyOf(samples));
    }

    @Override
    public String toString() {
        return shape.label() + ", " + Sizes.text(size) + ", " + candidate.name();
    }
}
