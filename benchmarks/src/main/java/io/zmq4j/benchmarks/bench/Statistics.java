package io.zmq4j.benchmarks.bench;

import java.util.Arrays;

/** Order statistics: they assume nothing about how a busy machine spreads its figures. */
final class Statistics {
    private static final double COVERAGE = 0.95;
    private static final double QUARTER = 0.25;

    private Statistics() {}

    /**
     * A median and where it lies with 95 % confidence.
     *
     * @param median the median
     * @param low the lower end, minus infinity when there are too few values (five or less)
     * @param high the upper end, infinity when there are too few values
     */
    record Interval(double median, double low, double high) {
        boolean isBounded() {
            return !Double.isInfinite(low);
        }
    }

    /** NaN for no values at all. */
    static double median(double... values) {
        return quantile(values, 0.5);
    }

    /** Half the distance between the quartiles. */
    static double spread(double... values) {
        return (quantile(values, 1 - QUARTER) - quantile(values, QUARTER)) / 2;
    }

    /** Between neighbours a straight line. */
    private static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = sorted(values);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double[] sorted(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The median with its interval: from the k-th lowest to the k-th highest value, k as large as 95 % allow. The
     * median of what is measured lies outside when fewer than k of the values lie on one side of it, whose probability
     * is that of so few heads in as many throws of a coin.
     */
    static Interval interval(double... values) {
        double[] sorted = sorted(values);
        int k = 0;
        while (2 * fewerHeads(k + 1, sorted.length) <= 1 - COVERAGE) {
            k++;
        }
        return k == 0
                ? new Interval(median(values), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new Interval(median(values), sorted[k - 1], sorted[sorted.length - k]);
    }

    /** The probability of fewer than k heads in n throws. */
    private static double fewerHeads(int k, int n) {
        double exactly = Math.pow(0.5, n);
        double sum = 0;
        for (int heads = 0; heads < k && heads <= n; heads++) {
            sum += exactly;
            exactly *= (double) (n - heads) / (heads + 1);
        }
        return sum;
    }
}
