package io.zmq4j.benchmarks.bench;

import java.time.Duration;

/** Is told how far a run is. */
public interface BenchListener {
    /**
     * A measurement begins.
     *
     * @param number which, from 1
     * @param all how many there are
     * @param what what is measured
     * @param left how long it will take to the end; a guess, in the trial round a poor one
     */
    void measuring(int number, int all, String what, Duration left);

    /**
     * Something is not measured, or not again.
     *
     * @param what what
     * @param why why
     */
    void leftOut(String what, String why);
}
