package io.zmq4j;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Z85: bytes as printable text, 5 characters for every 4 bytes.
 *
 * <p>Refusals never quote the value, which may be a key.
 *
 * @see <a href="https://rfc.zeromq.org/spec/32/">RFC 32 (Z85)</a>
 */
public final class Z85 {
    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    private static final int BASE = 85;
    private static final int BYTES = 4;
    private static final int CHARACTERS = 5;
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int[] VALUES = values();

    private Z85() {}

    private static int[] values() {
        int[] values = new int[128];
        Arrays.fill(values, -1);
        for (int value = 0; value < BASE; value++) {
            values[DIGITS.charAt(value)] = value;
        }
        return values;
    }

    /**
     * Encodes bytes.
     *
     * @param bytes a multiple of 4 of them
     * @return the text, 5 characters for every 4 bytes
     * @throws ZmqException {@link ErrorCode#EINVAL} when it is no multiple of 4
     */
    public static String encode(byte[] bytes) {
        if (bytes.length % BYTES != 0) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "Z85 encodes multiples of 4 bytes, was " + bytes.length + " bytes");
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        StringBuilder text = new StringBuilder(bytes.length / BYTES * CHARACTERS);
        char[] group = new char[CHARACTERS];
        while (from.hasRemaining()) {
            long number = Integer.toUnsignedLong(from.getInt());
            for (int i = CHARACTERS - 1; i >= 0; i--) {
                group[i] = DIGITS.charAt((int) (number % BASE));
                number /= BASE;
            }
            text.append(group);
        }
        return text.toString();
    }

    /**
     * Decodes text.
     *
     * @param text a multiple of 5 characters
     * @return the bytes, 4 for every 5 characters
     * @throws ZmqException {@link ErrorCode#EINVAL} when it is no multiple of 5, contains a character that is not of
     *     Z85, or 5 characters stand for more than 4 bytes hold
     */
    public static byte[] decode(String text) {
        if (text.length() % CHARACTERS != 0) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "Z85 text is a multiple of 5 characters, was " + text.length() + " characters");
        }
        ByteBuffer to = ByteBuffer.allocate(text.length() / CHARACTERS * BYTES);
        for (int start = 0; start < text.length(); start += CHARACTERS) {
            long number = 0;
            for (int at = start; at < start + CHARACTERS; at++) {
                number = number * BASE + value(text, at);
            }
            if (number > LARGEST) {
                throw new ZmqException(
                        ErrorCode.EINVAL,
                        "the 5 characters of Z85 from index " + start + " on stand for more than 4 bytes hold");
            }
            to.putInt((int) number);
        }
        return to.array();
    }

    private static int value(String text, int at) {
        char digit = text.charAt(at);
        int value = digit < VALUES.length ? VALUES[digit] : -1;
        if (value < 0) {
            throw new ZmqException(ErrorCode.EINVAL, "the character at index " + at + " is not one of Z85");
        }
        return value;
    }
}
