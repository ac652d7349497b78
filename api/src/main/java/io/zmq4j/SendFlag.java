package io.zmq4j;

/** How to send one frame. */
public enum SendFlag {
    /** Do not wait: throw {@link WouldBlockException} instead. */
    DONTWAIT,
    /** More frames of the same message follow. */
    SNDMORE;

    /** The older name of {@link #DONTWAIT}. */
    public static final SendFlag NOBLOCK = DONTWAIT;
}
