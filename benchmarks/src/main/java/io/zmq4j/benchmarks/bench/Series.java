package io.zmq4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * All samples of one candidate in one shape and size.
 *
 * @param shape the shape
 * @param size of each message, in bytes
 * @param candidate whose they are, by its name
 * @param samples at most one of a round
 */
public record Series(Shape shape, int size, String candidate, List<Sample> samples) {
    double[] values(Metric metric) {
        return samples.stream().mapToDouble(metric::of).toArray();
    }

    double median(Metric metric) {
        return Statistics.median(values(metric));
    }

    /** The ratios to a baseline, of those rounds that both have: what disturbed one has likely disturbed the other. */
    double[] ratios(Series baseline, Metric metric) {
        List<Double> ratios = new ArrayList<>();
        for (Sample mine : samples) {
            for (Sample other : baseline.samples) {
                if (mine.round() == other.round()) {
                    ratios.add(metric.ratio(mine, other));
                }
            }
        }
        return ratios.stream().mapToDouble(each -> each).toArray();
    }

    /** The median of a percentile, in microseconds. */
    double percentile(String percent) {
        return Statistics.median(samples.stream()
                .mapToDouble(sample -> sample.percentiles().get(percent))
                .toArray());
    }
}
