package io.zmq4j.tck.conformance;

/**
 * One rule of the catalogue.
 *
 * @param id such as {@code REP-002}; never changes its meaning, and is never used again
 * @param area what it is about
 * @param source where it stands: a section of a ZeroMQ RFC, a page of libzmq's manual, or the contracts of zmq4j
 * @param level MUST, SHOULD or MAY; {@code behavioural} where engines agree and no text says so
 * @param tier P1 to P3, the most important first
 * @param capability what a backend has to support for it: {@code core}, {@code opt.NAME} or another
 * @param text the rule
 * @param untested why no test shows it, and what was tried; empty when it is tested
 */
public record CatalogueRule(
        String id,
        String area,
        String source,
        String level,
        String tier,
        String capability,
        String text,
        String untested) {
    private static final String OPTION = "opt.";

    /**
     * Whether a backend may fail it and still conform.
     *
     * @return true for SHOULD and MAY
     */
    public boolean isLenient() {
        return level.equals("SHOULD") || level.equals("MAY");
    }

    /**
     * Whether it can be about an option.
     *
     * @param name of the option
     * @return false when it is about another one
     */
    public boolean concerns(String name) {
        return !capability.startsWith(OPTION) || capability.equals(OPTION + name);
    }

    /**
     * The letters its id begins with.
     *
     * @return such as {@code REP}
     */
    public String group() {
        return id.substring(0, id.indexOf('-'));
    }
}
