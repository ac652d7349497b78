package io.zmq4j;

/** How to receive one frame. */
public enum RecvFlag {
    /** Do not wait: throw {@link WouldBlockException} instead. */
    DONTWAIT;

    /** The older name of {@link #DONTWAIT}. */
    public static final RecvFlag NOBLOCK = DONTWAIT;
}
