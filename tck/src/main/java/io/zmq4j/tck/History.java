package io.zmq4j.tck;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Numbered messages of several frames, and what a receiver may see of them: whole ones, each once, those of one
 * connection in order. That some are missing is for others to judge.
 */
final class History {
    private static final int MOST_FRAMES = 4;

    private final String name;
    private final Set<Long> seen = new HashSet<>();

    /** The last of each rising run: there are as many as connections, when none is out of order. */
    private final List<Long> runs = new ArrayList<>();

    History(String name) {
        this.name = name;
    }

    /** A message: each frame says its own number, how many there are, and whose. */
    static List<byte[]> message(long number) {
        int count = 1 + (int) (number % MOST_FRAMES);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String padding = "x".repeat((int) (number * 37 % (300L * (i + 1))));
            frames.add((number + ":" + i + ":" + count + ":" + padding).getBytes(StandardCharsets.UTF_8));
        }
        return frames;
    }

    /** The number of a message, which must be whole. */
    static long number(List<byte[]> message) {
        String head = new String(message.get(0), StandardCharsets.UTF_8);
        try {
            long number = Long.parseLong(head.substring(0, Math.max(0, head.indexOf(':'))));
            List<byte[]> whole = message(number);
            boolean same = whole.size() == message.size();
            for (int i = 0; same && i < whole.size(); i++) {
                same = java.util.Arrays.equals(whole.get(i), message.get(i));
            }
            if (same) {
                return number;
            }
        } catch (NumberFormatException e) {
            // torn
        }
        throw new AssertionError("torn message: " + ZmqTck.texts(message));
    }

    synchronized void arrived(List<byte[]> message) {
        long number = number(message);
        if (!seen.add(number)) {
            throw new AssertionError(name + " got message " + number + " twice");
        }
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i) < number) {
                runs.set(i, number);
                return;
            }
        }
        runs.add(number);
    }

    synchronized int size() {
        return seen.size();
    }

    synchronized boolean has(long number) {
        return seen.contains(number);
    }

    /** Messages that are out of order came over different connections. */
    synchronized void assertOrdered(int connections) {
        if (runs.size() > Math.max(1, connections)) {
            throw new AssertionError(name + " is out of order: " + runs.size() + " rising runs of " + connections
                    + " connections end with " + runs);
        }
    }
}
