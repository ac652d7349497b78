package io.zmq4j.tck.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program: the steps that a family and a seed give, or some of them. {@code PUBSUB-42} is all of them in writing,
 * {@code PUBSUB-42:0,3,7} those three.
 *
 * @param family what it is about
 * @param seed where it comes from
 * @param kept indices of the steps that are left; null for all
 * @param steps the steps that are left
 */
record Program(Family family, long seed, @Nullable List<Integer> kept, List<Step> steps) {
    static Program of(Family family, long seed) {
        return new Program(family, seed, null, new Generator(family, seed).steps());
    }

    static Program parse(String name) {
        String[] parts = name.split("[-:,]", -1);
        Program whole = of(Family.valueOf(parts[0]), Long.parseLong(parts[1]));
        List<Integer> kept = new ArrayList<>();
        for (int i = 2; i < parts.length; i++) {
            kept.add(Integer.valueOf(parts[i]));
        }
        return kept.isEmpty() ? whole : whole.keep(kept);
    }

    /** The same with fewer steps, by their indices in the whole program. */
    Program keep(List<Integer> indices) {
        List<Step> all = of(family, seed).steps();
        return new Program(
                family,
                seed,
                List.copyOf(indices),
                indices.stream().map(all::get).toList());
    }

    String name() {
        return family + "-" + seed
                + (kept == null
                        ? ""
                        : ":" + kept.stream().map(Objects::toString).collect(Collectors.joining(",")));
    }
}
