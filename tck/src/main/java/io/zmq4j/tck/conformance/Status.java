package io.zmq4j.tck.conformance;

import java.util.Locale;

/** What came out for a rule. */
public enum Status {
    /** It holds. */
    PASS,
    /** The backend declares that it does not support what the rule needs; that was tried, and refused as declared. */
    UNSUPPORTED_VERIFIED,
    /** The backend declares that it behaves otherwise, and does as declared. */
    KNOWN_DEVIATION,
    /** It does not hold, and is a SHOULD or a MAY. */
    NON_STRICT,
    /** The machine lacks something that it needs; the detail says what. */
    NOT_APPLICABLE,
    /** No test shows it; the detail says why. */
    UNTESTED,
    /** It does not hold, or a declared deviation does not show, or shows otherwise. */
    FAIL;

    /**
     * As reports spell it.
     *
     * @return such as {@code UNSUPPORTED-VERIFIED}
     */
    public String label() {
        return name().replace('_', '-');
    }

    /**
     * As a name in style sheets.
     *
     * @return such as {@code unsupported-verified}
     */
    public String key() {
        return label().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of that label.
     *
     * @param label such as {@code UNSUPPORTED-VERIFIED}
     * @return the status
     */
    public static Status of(String label) {
        return valueOf(label.replace('-', '_'));
    }
}
