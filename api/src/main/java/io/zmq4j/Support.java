package io.zmq4j;

import java.util.Objects;

/**
 * Whether a backend supports a {@link Capability}, and if not wholly, why.
 *
 * @param level how far
 * @param reason why not wholly; empty for {@link Level#SUPPORTED}
 */
public record Support(Level level, String reason) {
    /** How far something is supported. */
    public enum Level {
        /** Wholly, as documented. */
        SUPPORTED,
        /** With the limit that the reason names. */
        PARTIAL,
        /** Not at all: the call throws {@link UnsupportedFeatureException} with the reason. */
        UNSUPPORTED
    }

    private static final Support FULL = new Support(Level.SUPPORTED, "");

    /**
     * Creates an answer.
     *
     * @param level how far
     * @param reason why not wholly
     */
    public Support {
        Objects.requireNonNull(level);
        if (reason.isEmpty() != (level == Level.SUPPORTED)) {
            throw new IllegalArgumentException("a reason goes with partial and unsupported, and only with these");
        }
    }

    /**
     * Wholly supported.
     *
     * @return the answer
     */
    public static Support full() {
        return FULL;
    }

    /**
     * Supported with a limit.
     *
     * @param reason the limit
     * @return the answer
     */
    public static Support partial(String reason) {
        return new Support(Level.PARTIAL, reason);
    }

    /**
     * Not supported.
     *
     * @param reason why
     * @return the answer
     */
    public static Support none(String reason) {
        return new Support(Level.UNSUPPORTED, reason);
    }

    /**
     * Whether it can be used at all.
     *
     * @return true for supported and partial
     */
    public boolean isUsable() {
        return level != Level.UNSUPPORTED;
    }

    /**
     * The answer in words.
     *
     * @return {@code supported}, {@code partial: reason} or {@code unsupported: reason}
     */
    @Override
    public String toString() {
        return switch (level) {
            case SUPPORTED -> "supported";
            case PARTIAL -> "partial: " + reason;
            case UNSUPPORTED -> "unsupported: " + reason;
        };
    }
}
