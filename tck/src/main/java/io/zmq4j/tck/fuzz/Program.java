package io.zmq4j.tck.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program: the steps that a seed gives, or some of them. {@code 42} is all of them in writing, {@code 42:0,3,7} those
 * three.
 *
 * @param seed where it comes from
 * @param kept indices of the steps that are left; null for all
 * @param steps the steps that are left
 */
record Program(long seed, @Nullable List<Integer> kept, List<Step> steps) {
    static Program of(long seed) {
        return new Program(seed, null, new Generator(seed).steps());
    }

    static Program parse(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return of(Long.parseLong(name));
        }
        List<Integer> kept = new ArrayList<>();
        for (String index : name.substring(colon + 1).split(",", -1)) {
            kept.add(Integer.valueOf(index));
        }
        return of(Long.parseLong(name.substring(0, colon))).keep(kept);
    }

    /** The same with fewer steps. */
    Program keep(List<Integer> indices) {
        List<Step> all = of(seed).steps();
        return new Program(
                seed, List.copyOf(indices), indices.stream().map(all::get).toList());
    }

    String name() {
        return kept == null
                ? String.valueOf(seed)
                : seed + ":" + kept.stream().map(Objects::toString).collect(Collectors.joining(","));
    }
}
