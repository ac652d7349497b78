package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.perf.PerfTask;
import io.zmq4j.benchmarks.perf.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One measurement of a cell: starts its processes, and reads what they print. */
final class Trial {
    private static final String ANY_PORT = "tcp://127.0.0.1:*";
    private static final String INPROC = "inproc://perf";

    private final Cell cell;
    private final Duration limit;

    Trial(Cell cell, Duration limit) {
        this.cell = cell;
        this.limit = limit;
    }

    /**
     * Runs it.
     *
     * @throws IOException a process cannot be started, failed, or did not end in time
     */
    Sample run(int round, int count, int warmup) throws IOException, InterruptedException {
        Tool second = cell.shape().second();
        String bind = second == null ? INPROC : ANY_PORT;
        try (Child bound = start(cell.shape().first(), bind, count, warmup)) {
            if (second == null) {
                return sample(round, count, figures(bound), Map.of());
            }
            try (Child connected = start(second, bound.endpoint(limit), count, warmup)) {
                Map<String, Double> there = figures(connected);
                Map<String, Double> here = figures(bound);
                return sample(round, count, here, there);
            }
        }
    }

    private Child start(Tool tool, String endpoint, int count, int warmup) throws IOException {
        Candidate candidate = cell.candidate();
        return Child.start(candidate.command(
                new PerfTask(tool, endpoint, cell.size(), count, candidate.backend(), candidate.way(), warmup)));
    }

    private Map<String, Double> figures(Child child) throws IOException, InterruptedException {
        if (child.await(limit) != 0) {
            throw new IOException(child.text());
        }
        return figures(child.lines());
    }

    /** Lines of a name and a figure; those of percentiles go by their percent. */
    static Map<String, Double> figures(List<String> lines) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].matches("[a-z_]+_(s|us|msg)")) {
                figures.put(words[words.length - 2], Double.parseDouble(words[words.length - 1]));
            }
        }
        return figures;
    }

    private Sample sample(int round, int count, Map<String, Double> here, Map<String, Double> there)
            throws IOException {
        Map<String, Double> all = new LinkedHashMap<>(here);
        all.putAll(there);
        String name = cell.shape().isLatency() ? "latency_us" : "throughput_msg_s";
        Double figure = all.get(name);
        if (figure == null || figure <= 0) {
            throw new IOException("no " + name + " was printed");
        }
        double cpu = cpu(here) + (there.isEmpty() ? 0 : cpu(there));
        Map<String, Double> percentiles = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (Character.isDigit(key.charAt(0))) {
                percentiles.put(key, value);
            }
        });
        return new Sample(round, count, figure, cpu, percentiles);
    }

    private static double cpu(Map<String, Double> figures) throws IOException {
        Double cpu = figures.get("cpu_ns_per_msg");
        if (cpu == null) {
            throw new IOException("no cpu_ns_per_msg was printed");
        }
        return cpu;
    }
}
