package io.zmq4j.backend.libzmq;

/**
 * A version of libzmq.
 *
 * @param major such as 4
 * @param minor such as 3
 * @param patch such as 4
 */
record NativeVersion(int major, int minor, int patch) implements Comparable<NativeVersion> {
    /** The oldest that has the calls and options this backend uses. */
    static final NativeVersion OLDEST = new NativeVersion(4, 2, 0);

    /**
     * The oldest without the remotely exploitable defects fixed up to then (CVE-2019-13132, CVE-2020-15166 and others).
     */
    static final NativeVersion OLDEST_ADVISED = new NativeVersion(4, 3, 3);

    @Override
    public int compareTo(NativeVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor != other.minor ? Integer.compare(minor, other.minor) : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
