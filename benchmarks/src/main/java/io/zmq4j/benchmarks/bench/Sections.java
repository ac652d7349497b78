package io.zmq4j.benchmarks.bench;

import io.zmq4j.benchmarks.bench.Statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What reports tell of a run, whatever they are written in. */
final class Sections {
    private final BenchRun run;
    private final List<Comparison> comparisons;

    private Sections(BenchRun run) {
        this.run = run;
        this.comparisons = Comparison.of(run);
    }

    static List<Section> of(BenchRun run) {
        Sections of = new Sections(run);
        List<Section> all = new ArrayList<>();
        all.add(of.machine());
        all.add(of.targets());
        for (Shape shape : Shape.values()) {
            if (!run.of(shape).isEmpty()) {
                all.add(of.figures(shape));
            }
        }
        all.add(pairs(
                "Who is who",
                "Names with a backend of zmq4j in them are that backend; raw ones do without zmq4j.",
                List.of("candidate", "what it does"),
                run.candidates()));
        if (!run.leftOut().isEmpty()) {
            all.add(pairs("Left out", "", List.of("what", "why"), run.leftOut()));
        }
        return all;
    }

    private static Section pairs(String title, String note, List<String> columns, Map<String, String> pairs) {
        List<List<String>> rows = new ArrayList<>();
        pairs.forEach((name, text) -> rows.add(List.of(name, text)));
        return new Section(title, note, null, columns, rows);
    }

    private Section machine() {
        Machine machine = run.machine();
        return new Section(
                "Machine",
                "",
                null,
                List.of("", ""),
                List.of(
                        List.of(
                                "run",
                                run.mode() + ", " + run.rounds() + " rounds, " + run.seconds() / 60 + " min "
                                        + run.seconds() % 60 + " s"),
                        List.of("time", machine.time()),
                        List.of("commit", machine.commit()),
                        List.of("processor", machine.processor()),
                        List.of("system", machine.system()),
                        List.of("load average", machine.load()),
                        List.of("JDK", machine.jdk()),
                        List.of("engines", machine.engines()),
                        List.of("C compiler", machine.compiler())));
    }

    private Section targets() {
        List<List<String>> rows = new ArrayList<>();
        Map<String, Set<String>> unmeasured = new LinkedHashMap<>();
        for (Target target : Targets.all()) {
            Interval ratio = target.ratio(run);
            String who = target.subject() + " : " + target.baseline();
            if (ratio == null) {
                unmeasured
                        .computeIfAbsent(who, any -> new LinkedHashSet<>())
                        .add(target.shape().label() + " " + Sizes.text(target.size()));
            } else {
                rows.add(List.of(
                        target.shape().label(),
                        Sizes.text(target.size()),
                        who,
                        target.metric().label(),
                        target.bound(),
                        Comparison.text(ratio),
                        target.verdict(ratio).label()));
            }
        }
        return new Section(
                "Targets",
                "The median of the rounds' ratios, with its 95 % interval. Met: all of the interval keeps the bound;"
                        + " missed: none of it; else undecided. Wall time is throughput and latency; where the machine is too"
                        + " busy for it, 1/CPU per message decides."
                        + (unmeasured.isEmpty()
                                ? ""
                                : " Not measured: "
                                        + unmeasured.entrySet().stream()
                                                .map(each ->
                                                        each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                                                .collect(Collectors.joining("; "))
                                        + "."),
                null,
                List.of("shape", "size", "what", "of", "bound", "ratio", "verdict"),
                rows);
    }

    private Section figures(Shape shape) {
        Metric first = shape.metrics().get(0);
        List<String> columns = new ArrayList<>(List.of("size", "candidate", first.label() + ", " + first.unit()));
        if (shape.isLatency()) {
            columns.add("50 %, 99 %, 99.9 %");
        }
        columns.add("CPU per message, ns");
        columns.addAll(List.of(first.label() + " : C", Metric.CPU.label() + " : C"));
        columns.add((shape.isLatency() ? "latency" : "throughput") + ", 1/CPU : raw JeroMQ");
        List<List<String>> rows = new ArrayList<>();
        for (int size : run.sizes(shape)) {
            run.of(shape).stream()
                    .filter(series -> series.size() == size)
                    .forEach(series -> rows.add(row(series, first)));
        }
        return new Section(
                shape.label() + ": " + shape.description(),
                "Medians ± half the distance between the quartiles; ratios with their 95 % interval."
                        + (shape.isLatency() ? " Latency is one way, half of a round trip." : ""),
                shape,
                columns,
                rows);
    }

    private List<String> row(Series series, Metric first) {
        List<String> cells = new ArrayList<>();
        cells.add(Sizes.text(series.size()));
        cells.add(series.candidate());
        cells.add(figure(series, first));
        if (series.shape().isLatency()) {
            cells.add(List.of("50", "99", "99.9").stream()
                    .map(percent -> Metric.LATENCY.text(series.percentile(percent)))
                    .collect(Collectors.joining(", ")));
        }
        cells.add(figure(series, Metric.CPU));
        cells.add(ratio(series, Candidate.C, first));
        cells.add(ratio(series, Candidate.C, Metric.CPU));
        String wall = ratio(series, Candidate.RAW_JEROMQ, first);
        cells.add(wall.isEmpty() ? "" : wall + ", " + ratio(series, Candidate.RAW_JEROMQ, Metric.CPU));
        return cells;
    }

    private static String figure(Series series, Metric metric) {
        double[] values = series.values(metric);
        return String.format(
                Locale.ROOT, "%s ± %s", metric.text(Statistics.median(values)), metric.text(Statistics.spread(values)));
    }

    private String ratio(Series series, String baseline, Metric metric) {
        return comparisons.stream()
                .filter(each -> each.subject().equals(series) && each.metric() == metric)
                .filter(each -> each.baseline().equals(baseline))
                .map(each -> Comparison.text(each.ratio()))
                .findFirst()
                .orElse("");
    }
}
