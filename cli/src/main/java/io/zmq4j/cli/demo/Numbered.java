package io.zmq4j.cli.demo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** Messages that can be checked: each carries its number, and 56 more bytes that follow from it. */
final class Numbered {
    static final int BYTES = 64;

    /** Sent until the other side has seen one; not counted. */
    static final long HELLO = Long.MIN_VALUE;

    private static final long ANSWERS = 1L << 40;

    private Numbered() {}

    /** Answers are numbered apart from questions, so that an echo is not taken for one. */
    static long answer(long question) {
        return ANSWERS + question;
    }

    static byte[] message(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(number);
        for (long word = number; bytes.hasRemaining(); ) {
            word = word * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            bytes.putLong(word ^ (word >>> 29));
        }
        return bytes.array();
    }

    /** The last message; it tells how many there were before it. */
    static byte[] end(long count) {
        return message(-1 - count);
    }

    static boolean isHello(byte[] message) {
        return isNumbered(message) && number(message) == HELLO;
    }

    static boolean isEnd(byte[] message) {
        return isNumbered(message) && number(message) < 0 && number(message) != HELLO;
    }

    /** Checks an {@linkplain #end end}: it and all messages before it have arrived. */
    static void checkEnd(byte[] message, long arrived) {
        long sent = -1 - number(message);
        check(message, -1 - sent);
        if (sent != arrived) {
            throw new Broken(String.format(Locale.ROOT, "%,d messages were sent, %,d arrived", sent, arrived));
        }
    }

    static void check(byte[] message, long expected) {
        if (!isNumbered(message)) {
            throw new Broken(
                    String.format(Locale.ROOT, "%s has %d bytes instead of %d", name(expected), message.length, BYTES));
        }
        if (number(message) != expected) {
            throw new Broken(name(number(message)) + " arrived in place of " + name(expected));
        }
        int difference = Arrays.mismatch(message, message(expected));
        if (difference >= 0) {
            throw new Broken(name(expected) + " is damaged at byte " + difference);
        }
    }

    static String name(long number) {
        if (number == HELLO) {
            return "the first message";
        }
        if (number >= ANSWERS) {
            return "the answer to " + name(number - ANSWERS);
        }
        return number < 0 ? "the last message" : String.format(Locale.ROOT, "message %,d", number);
    }

    private static boolean isNumbered(byte[] message) {
        return message.length == BYTES;
    }

    private static long number(byte[] message) {
        return ByteBuffer.wrap(message).getLong();
    }
}
