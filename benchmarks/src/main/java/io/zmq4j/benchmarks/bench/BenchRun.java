package io.zmq4j.benchmarks.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured.
 *
 * @param mode quick or full
 * @param rounds how often each cell was to be measured
 * @param seconds how long it took
 * @param machine where
 * @param candidates what each candidate does, by name
 * @param leftOut what was not measured, and why
 * @param series the samples
 */
public record BenchRun(
        String mode,
        int rounds,
        long seconds,
        Machine machine,
        Map<String, String> candidates,
        Map<String, String> leftOut,
        List<Series> series) {

    /**
     * Reads a run again.
     *
     * @param file its {@code results.json}
     * @return the run
     * @throws IOException it cannot be read
     */
    public static BenchRun read(Path file) throws IOException {
        return Objects.requireNonNull(new Gson().fromJson(Files.readString(file), BenchRun.class), "an empty file");
    }

    /** All of one candidate in a shape and size; null when it was not measured. */
    @Nullable
    Series find(Shape shape, int size, String candidate) {
        return series.stream()
                .filter(each -> each.shape() == shape && each.size() == size)
                .filter(each -> each.candidate().equals(candidate))
                .findFirst()
                .orElse(null);
    }

    /** Sizes measured in a shape, ascending. */
    List<Integer> sizes(Shape shape) {
        return of(shape).stream().map(Series::size).distinct().sorted().toList();
    }

    List<Series> of(Shape shape) {
        return series.stream().filter(each -> each.shape() == shape).toList();
    }
}
