package io.zmq4j.tck.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** All rules, by id, in the order of the catalogue. */
public final class RuleCatalogue {
    private static final String FILE = "/io/zmq4j/tck/rules.tsv";
    private static final int COLUMNS = 8;
    private static final RuleCatalogue CURRENT = load();

    private final Map<String, CatalogueRule> rules = new LinkedHashMap<>();

    private RuleCatalogue() {}

    /**
     * The catalogue of this kit.
     *
     * @return the catalogue
     */
    public static RuleCatalogue current() {
        return CURRENT;
    }

    private static RuleCatalogue load() {
        InputStream file = Objects.requireNonNull(RuleCatalogue.class.getResourceAsStream(FILE), FILE);
        try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A heading, then a rule a line, columns separated by tabs. */
    static RuleCatalogue read(Reader reader) throws IOException {
        RuleCatalogue catalogue = new RuleCatalogue();
        BufferedReader lines = new BufferedReader(reader);
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            catalogue.add(line.split("\t", -1));
        }
        return catalogue;
    }

    private void add(String... columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(columns.length + " columns instead of " + COLUMNS + ": " + columns[0]);
        }
        CatalogueRule rule = new CatalogueRule(
                columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], columns[7]);
        if (rules.put(rule.id(), rule) != null) {
            throw new IllegalArgumentException("twice: " + rule.id());
        }
    }

    /**
     * All rules.
     *
     * @return in the order of the catalogue
     */
    public Collection<CatalogueRule> all() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /**
     * One rule.
     *
     * @param id its id
     * @return the rule
     * @throws IllegalArgumentException there is none of that id
     */
    public CatalogueRule rule(String id) {
        CatalogueRule rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("no rule '" + id + "' in the catalogue");
        }
        return rule;
    }
}
