package io.zmq4j.tck.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Results of one backend in a file, by which they get from the JVM that ran the kit to the one that reports. */
public final class WrittenResults {
    /** The name of the file. */
    public static final String FILE = "results.json";

    static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @SerializedName("backend")
    private String backend = "";

    @SerializedName("version")
    private String version = "";

    @SerializedName("jdk")
    private String jdk = "";

    @SerializedName("verdicts")
    private Map<String, Written> verdicts = new LinkedHashMap<>();

    /** A verdict as JSON: what does not apply is left out. */
    static final class Written {
        @SerializedName("status")
        String status = "";

        @SerializedName("detail")
        @Nullable
        String detail;

        @SerializedName("tests")
        List<WrittenTrial> tests = new ArrayList<>();
    }

    /** A trial as JSON. */
    static final class WrittenTrial {
        @SerializedName("test")
        String test = "";

        @SerializedName("status")
        String status = "";

        @SerializedName("ms")
        long millis;

        @SerializedName("detail")
        @Nullable
        String detail;

        @SerializedName("evidence")
        @Nullable
        String evidence;

        @SerializedName("calls")
        @Nullable
        String calls;
    }

    private WrittenResults() {}

    /**
     * Writes results.
     *
     * @param file the file
     * @param backend the backend's name
     * @param version its engine and version
     * @param verdicts by rule
     * @throws IOException it cannot be written
     */
    public static void write(Path file, String backend, String version, Map<String, Verdict> verdicts)
            throws IOException {
        WrittenResults results = new WrittenResults();
        results.backend = backend;
        results.version = version;
        results.jdk = Runtime.version().toString();
        verdicts.forEach((id, verdict) -> results.verdicts.put(id, written(verdict)));
        Files.writeString(file, GSON.toJson(results));
    }

    private static Written written(Verdict verdict) {
        Written written = new Written();
        written.status = verdict.status().label();
        written.detail = verdict.detail();
        for (Trial trial : verdict.trials()) {
            WrittenTrial each = new WrittenTrial();
            each.test = trial.test();
            each.status = trial.status().label();
            each.millis = trial.millis();
            each.detail = trial.detail();
            each.evidence = trial.evidence();
            each.calls = trial.calls();
            written.tests.add(each);
        }
        return written;
    }

    /**
     * Reads results.
     *
     * @param file the file
     * @return the results
     * @throws IOException it cannot be read
     */
    public static WrittenResults read(Path file) throws IOException {
        return Objects.requireNonNull(GSON.fromJson(Files.readString(file), WrittenResults.class), "empty: " + file);
    }

    /**
     * Results of a run that broke: what it was to test failed.
     *
     * @param backend the backend's name
     * @param why how it broke
     * @param rules what was to be tested
     * @return the results
     */
    public static WrittenResults broken(String backend, String why, List<CatalogueRule> rules) {
        WrittenResults results = new WrittenResults();
        results.backend = backend;
        for (CatalogueRule rule : rules) {
            results.verdicts.put(rule.id(), written(new Verdict(Status.FAIL, why, List.of())));
        }
        return results;
    }

    /**
     * The backend.
     *
     * @return its name
     */
    public String backend() {
        return backend;
    }

    /**
     * Its engine and version.
     *
     * @return such as {@code libzmq 4.3.4}
     */
    public String version() {
        return version;
    }

    /**
     * The JDK it ran on.
     *
     * @return its version
     */
    public String jdk() {
        return jdk;
    }

    /**
     * What came out for a rule.
     *
     * @param rule its id
     * @return the status, null when it was not selected
     */
    public @Nullable Status status(String rule) {
        Written written = verdicts.get(rule);
        return written == null ? null : Status.of(written.status);
    }

    /**
     * Why.
     *
     * @param rule its id
     * @return the reason, empty when there is none to give
     */
    public String detail(String rule) {
        Written written = verdicts.get(rule);
        return written == null || written.detail == null ? "" : written.detail;
    }

    /**
     * Rules of a status.
     *
     * @param status the status
     * @return their ids
     */
    public List<String> rules(Status status) {
        return verdicts.entrySet().stream()
                .filter(each -> each.getValue().status.equals(status.label()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * How many rules have a status.
     *
     * @param status the status
     * @return how many
     */
    public long count(Status status) {
        return rules(status).size();
    }

    Map<String, Written> verdicts() {
        return verdicts;
    }
}
