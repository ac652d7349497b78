package io.zmq4j.tck.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Delta debugging: leaves out parts of something for as long as the same kind of thing happens. */
public final class Shrinker {
    private final Trial trial;
    private int left;

    /** Tries what is left. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Whether it still happens.
         *
         * @param kept indices of the parts that are left
         * @return true when the others are not needed
         * @throws Exception it cannot be tried
         */
        boolean happens(List<Integer> kept) throws Exception;
    }

    /**
     * Not started yet.
     *
     * @param trial what has to happen still
     * @param candidates how many to try at most
     */
    public Shrinker(Trial trial, int candidates) {
        this.trial = trial;
        this.left = candidates;
    }

    /**
     * Leaves out smaller and smaller pieces.
     *
     * @param parts how many there are
     * @return indices of those that are needed
     * @throws Exception of a trial
     */
    public List<Integer> shrink(int parts) throws Exception {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            kept.add(i);
        }
        for (int piece = kept.size() / 2; piece > 0 && left > 0; piece /= 2) {
            boolean fewer;
            do {
                fewer = false;
                for (int start = kept.size() - piece; start > -piece && left > 0; start -= piece) {
                    List<Integer> candidate = new ArrayList<>(kept);
                    candidate.subList(Math.max(start, 0), start + piece).clear();
                    if (!candidate.isEmpty() && happens(candidate)) {
                        kept = candidate;
                        fewer = true;
                        start = Math.min(start, kept.size());
                    }
                }
            } while (fewer && piece == 1 && left > 0);
        }
        return kept;
    }

    private boolean happens(List<Integer> candidate) throws Exception {
        left--;
        return trial.happens(List.copyOf(candidate));
    }
}
