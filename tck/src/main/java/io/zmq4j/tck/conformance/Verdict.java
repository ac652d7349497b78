package io.zmq4j.tck.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out for a rule on a backend.
 *
 * @param status the status
 * @param detail why, when it did not simply pass
 * @param trials what its tests say
 */
public record Verdict(Status status, @Nullable String detail, List<Trial> trials) {
    /** Worst first: the first status that a trial has is that of the rule. A deviation is looked for before. */
    private static final List<Status> ORDER = List.of(
            Status.FAIL,
            Status.KNOWN_DEVIATION,
            Status.NON_STRICT,
            Status.PASS,
            Status.UNSUPPORTED_VERIFIED,
            Status.NOT_APPLICABLE);

    /**
     * Judges a rule.
     *
     * @param rule the rule
     * @param deviation declared for it, or null
     * @param trials what its tests say
     * @return the verdict
     */
    public static Verdict of(CatalogueRule rule, Declaration.@Nullable Deviation deviation, List<Trial> trials) {
        if (trials.isEmpty()) {
            String reason = rule.untested().isEmpty() ? "no test yet" : rule.untested();
            return new Verdict(Status.UNTESTED, reason, List.of());
        }
        for (Status status : ORDER) {
            if (status == Status.NON_STRICT && deviation != null) {
                return new Verdict(
                        Status.FAIL, "declared as a deviation, which does not show: take it back", List.copyOf(trials));
            }
            for (Trial trial : trials) {
                if (trial.status() == status) {
                    String detail =
                            status == Status.KNOWN_DEVIATION && deviation != null ? deviation.text() : trial.detail();
                    return new Verdict(status, status == Status.PASS ? null : detail, List.copyOf(trials));
                }
            }
        }
        throw new IllegalStateException("no status at all: " + rule.id());
    }
}
