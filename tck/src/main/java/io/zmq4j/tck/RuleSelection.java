package io.zmq4j.tck;

import io.zmq4j.tck.conformance.CatalogueRule;
import io.zmq4j.tck.conformance.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Which rules are to be tested.
 *
 * @param globs ids with {@code *} and {@code ?}; none means all
 * @param tier the last tier, such as {@code P2}; empty means all
 */
public record RuleSelection(List<String> globs, String tier) {
    /** The configuration parameter and system property with globs of ids, separated by commas. */
    public static final String RULES = "zmq4j.tck.rules";
    /** The configuration parameter and system property with the last tier. */
    public static final String TIER = "zmq4j.tck.tier";

    /** By configuration parameters, which system properties are too. */
    static RuleSelection of(ExtensionContext context) {
        return of(context.getConfigurationParameter(RULES), context.getConfigurationParameter(TIER));
    }

    static RuleSelection of(Optional<String> globs, Optional<String> tier) {
        return new RuleSelection(
                globs.filter(text -> !text.isBlank())
                        .map(text -> List.of(text.trim().split("\\s*,\\s*")))
                        .orElse(List.of()),
                tier.orElse(""));
    }

    /**
     * Rules of the catalogue that are selected.
     *
     * @param globs ids with {@code *} and {@code ?}, separated by commas; empty means all
     * @param tier the last tier, such as {@code P2}; empty means all
     * @return in the order of the catalogue
     */
    public static List<CatalogueRule> rules(String globs, String tier) {
        return of(Optional.of(globs), Optional.of(tier)).rules();
    }

    boolean isAll() {
        return globs.isEmpty() && tier.isEmpty();
    }

    boolean includes(String id) {
        return (globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, id)))
                && (tier.isEmpty() || RuleCatalogue.current().rule(id).tier().compareTo(tier) <= 0);
    }

    List<CatalogueRule> rules() {
        return RuleCatalogue.current().all().stream()
                .filter(rule -> includes(rule.id()))
                .toList();
    }

    private static boolean matches(String glob, String id) {
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return id.matches(regex);
    }
}
