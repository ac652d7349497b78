package io.zmq4j.benchmarks.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zmq4j.benchmarks.bench.Statistics.Interval;
import org.jspecify.annotations.Nullable;

/** A run as JSON: every sample, then ratios and targets. */
final class JsonReport {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private JsonReport() {}

    static String json(BenchRun run) {
        JsonObject json = GSON.toJsonTree(run).getAsJsonObject();
        JsonArray ratios = new JsonArray();
        Comparison.of(run).forEach(each -> {
            Series subject = each.subject();
            ratios.add(ratio(
                    subject.shape(),
                    subject.size(),
                    subject.candidate(),
                    each.baseline(),
                    each.metric(),
                    each.ratio()));
        });
        json.add("ratios", ratios);
        JsonArray targets = new JsonArray();
        Targets.all().forEach(target -> {
            Interval found = target.ratio(run);
            JsonObject one =
                    ratio(target.shape(), target.size(), target.subject(), target.baseline(), target.metric(), found);
            one.addProperty("bound", target.bound());
            one.addProperty("verdict", target.verdict(found).label());
            targets.add(one);
        });
        json.add("targets", targets);
        return GSON.toJson(json) + "\n";
    }

    private static JsonObject ratio(
            Shape shape, int size, String subject, String baseline, Metric metric, @Nullable Interval ratio) {
        JsonObject json = new JsonObject();
        json.addProperty("shape", shape.label());
        json.addProperty("size", size);
        json.addProperty("candidate", subject);
        json.addProperty("baseline", baseline);
        json.addProperty("metric", metric.label());
        json.addProperty("median", ratio == null ? null : ratio.median());
        json.addProperty("low", ratio == null || !ratio.isBounded() ? null : ratio.low());
        json.addProperty("high", ratio == null || !ratio.isBounded() ? null : ratio.high());
        return json;
    }
}
