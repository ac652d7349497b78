package io.zmq4j.tck.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Leaves out steps of a program for as long as the same kind of thing happens. */
final class Shrinker {
    private final String backend;
    private final Find.Kind kind;
    private final int times;
    private int left;

    /**
     * Not started yet.
     *
     * @param backend its name
     * @param kind what has to happen still
     * @param times how often to try each candidate, as some need luck
     * @param candidates how many to try at most
     */
    Shrinker(String backend, Find.Kind kind, int times, int candidates) {
        this.backend = backend;
        this.kind = kind;
        this.times = times;
        this.left = candidates;
    }

    /** Delta debugging: smaller and smaller pieces are left out. */
    Program shrink(Program whole) throws IOException, InterruptedException {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < whole.steps().size(); i++) {
            kept.add(i);
        }
        for (int piece = kept.size() / 2; piece > 0 && left > 0; piece /= 2) {
            boolean fewer;
            do {
                fewer = false;
                for (int start = kept.size() - piece; start > -piece && left > 0; start -= piece) {
                    List<Integer> candidate = new ArrayList<>(kept);
                    candidate.subList(Math.max(start, 0), start + piece).clear();
                    if (!candidate.isEmpty() && happens(whole.keep(candidate))) {
                        kept = candidate;
                        fewer = true;
                        start = Math.min(start, kept.size());
                    }
                }
            } while (fewer && piece == 1 && left > 0);
        }
        return whole.keep(kept);
    }

    private boolean happens(Program candidate) throws IOException, InterruptedException {
        left--;
        return FuzzChild.program(backend, candidate, times)
                .find()
                .filter(find -> find.kind() == kind)
                .isPresent();
    }
}
