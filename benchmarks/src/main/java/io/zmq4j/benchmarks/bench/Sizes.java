package io.zmq4j.benchmarks.bench;

/** Sizes of messages, for readers. */
final class Sizes {
    static final int B16 = 16;
    static final int B256 = 256;
    static final int KIB1 = 1 << 10;
    static final int KIB64 = 64 << 10;
    static final int MIB1 = 1 << 20;

    private Sizes() {}

    static String text(int bytes) {
        if (bytes >= MIB1) {
            return bytes / MIB1 + " MiB";
        }
        return bytes >= KIB1 ? bytes / KIB1 + " KiB" : bytes + " B";
    }
}
