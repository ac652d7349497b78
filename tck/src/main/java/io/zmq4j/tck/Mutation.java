package io.zmq4j.tck;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Changes a stream of bytes in a few places: what and where follows from the seed. */
final class Mutation {
    private static final int MOST_CHANGES = 3;
    private static final int LONGEST_PIECE = 40;
    private static final long[] LENGTHS = {0, 1, 127, 128, 255, 1 << 16, Integer.MAX_VALUE, 1L << 31, -1, Long.MIN_VALUE
    };

    /** What is done to a stream at one place. */
    private enum Kind {
        FLIP,
        SET,
        CUT,
        REPEAT,
        INSERT,
        ANNOUNCE
    }

    private record Change(Kind kind, int at) {}

    private final Random random;
    private final List<Change> changes;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private int passed;
    private int skipped;
    private int next;

    /**
     * Changes that a stream has in store.
     *
     * @param seed decides on all of them
     * @param within how many bytes from its start
     */
    Mutation(long seed, int within) {
        random = new Random(seed);
        Kind[] kinds = Kind.values();
        changes = Stream.generate(() -> new Change(kinds[random.nextInt(kinds.length)], random.nextInt(within)))
                .limit(1 + random.nextInt(MOST_CHANGES))
                .sorted(Comparator.comparingInt(Change::at))
                .toList();
    }

    /** Whether all of them have been made. */
    boolean isDone() {
        return next >= changes.size();
    }

    /** What takes the place of the next bytes of the stream. */
    byte[] apply(byte[] bytes, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte each = bytes[i];
            while (!isDone() && changes.get(next).at() == passed) {
                each = change(changes.get(next).kind(), each, out);
                next++;
            }
            passed++;
            before.write(each);
            if (skipped > 0) {
                skipped--;
            } else {
                out.write(each);
            }
        }
        return out.toByteArray();
    }

    private byte change(Kind kind, byte each, ByteArrayOutputStream out) {
        switch (kind) {
            case FLIP -> {
                return (byte) (each ^ 1 << random.nextInt(Byte.SIZE));
            }
            case SET -> {
                return (byte) new int[] {0, 1, 0x7F, 0x80, 0xFF, random.nextInt()}[random.nextInt(6)];
            }
            case CUT -> skipped = 1 + random.nextInt(LONGEST_PIECE);
            case REPEAT -> {
                byte[] all = before.toByteArray();
                out.writeBytes(Arrays.copyOfRange(
                        all, Math.max(0, all.length - 1 - random.nextInt(LONGEST_PIECE)), all.length));
            }
            case INSERT -> {
                byte[] piece = new byte[1 + random.nextInt(LONGEST_PIECE)];
                random.nextBytes(piece);
                out.writeBytes(piece);
            }
            case ANNOUNCE -> out.writeBytes(Wire.header(random.nextInt(8), LENGTHS[random.nextInt(LENGTHS.length)]));
        }
        return each;
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
