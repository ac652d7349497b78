package io.zmq4j.tck.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tests of this JVM said so far, by backend and rule. */
public final class Results {
    private static final Results CURRENT = new Results();

    private final Map<String, Map<String, List<Trial>>> trials = new TreeMap<>();

    private Results() {}

    /**
     * Those of this JVM.
     *
     * @return the results
     */
    public static Results current() {
        return CURRENT;
    }

    /**
     * Adds what a test says.
     *
     * @param backend on which it ran
     * @param rule of which it tells
     * @param trial what it says
     */
    public synchronized void add(String backend, String rule, Trial trial) {
        trials.computeIfAbsent(backend, key -> new TreeMap<>())
                .computeIfAbsent(rule, key -> new ArrayList<>())
                .add(trial);
    }

    /**
     * Backends that tests ran on.
     *
     * @return their names
     */
    public synchronized List<String> backends() {
        return new ArrayList<>(new TreeSet<>(trials.keySet()));
    }

    /**
     * Takes what was said of a backend out again: it was none, but part of a test of the kit itself.
     *
     * @param backend its name
     */
    public synchronized void forget(String backend) {
        trials.remove(backend);
    }

    /**
     * Judges rules.
     *
     * @param backend the backend
     * @param rules those that were to be tested
     * @return verdicts by id, in that order
     */
    public synchronized Map<String, Verdict> verdicts(String backend, Iterable<CatalogueRule> rules) {
        Map<String, List<Trial>> told = trials.getOrDefault(backend, Collections.emptyMap());
        Map<String, Declaration.Deviation> deviations = Declaration.of(backend).deviations();
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (CatalogueRule rule : rules) {
            verdicts.put(
                    rule.id(), Verdict.of(rule, deviations.get(rule.id()), told.getOrDefault(rule.id(), List.of())));
        }
        return verdicts;
    }
}
