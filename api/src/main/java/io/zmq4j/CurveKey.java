package io.zmq4j;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A key of CURVE security, public or secret: 32 bytes, written as 40 characters of Z85.
 *
 * <p>Immutable. Neither {@link #toString()} nor an exception ever shows what is in it, and {@link #equals} takes the
 * same time wherever two keys differ.
 *
 * @see Curve
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26 (CurveZMQ)</a>
 */
public final class CurveKey {
    private static final int BYTES = 32;
    private static final int CHARACTERS = 40;

    private final byte[] bytes;

    private CurveKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key of 32 bytes.
     *
     * @param bytes the bytes, copied
     * @return the key
     * @throws ZmqException {@link ErrorCode#EINVAL} when they are not 32
     */
    public static CurveKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new ZmqException(ErrorCode.EINVAL, "a CURVE key must be 32 bytes, was " + bytes.length + " bytes");
        }
        return new CurveKey(bytes.clone());
    }

    /**
     * The key of 40 characters of Z85.
     *
     * @param z85 the characters
     * @return the key
     * @throws ZmqException {@link ErrorCode#EINVAL} when they are not 40, or not Z85; it does not quote them
     */
    public static CurveKey parse(String z85) {
        if (z85.length() != CHARACTERS) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "a CURVE key must be 40 characters of Z85, was " + z85.length() + " characters");
        }
        return new CurveKey(Z85.decode(z85));
    }

    /**
     * The key as bytes.
     *
     * @return 32 bytes, a copy
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The key as text.
     *
     * @return 40 characters of Z85
     */
    public String toZ85() {
        return Z85.encode(bytes);
    }

    /**
     * Whether the other object is the same key, in constant time.
     *
     * @param other anything
     * @return true for a key of the same bytes
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof CurveKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    /**
     * A hash of the bytes, in constant time.
     *
     * @return the hash
     */
    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The same text for every key, so that none gets into a log.
     *
     * @return {@code CurveKey[…]}
     */
    @Override
    public String toString() {
        return "CurveKey[…]";
    }
}
