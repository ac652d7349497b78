package io.zmq4j.tck;

import io.zmq4j.spi.CallTrace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the test that runs now has seen, for whoever has to find out why it failed. Tests run one after the other. */
final class Evidence {
    private static final int LINES = 400;
    private static final Pattern OF_THE_TEST_ENGINE = Pattern.compile(
            "^\\s*at (org\\.junit\\.|java\\.base/(jdk\\.internal\\.reflect|java\\.lang\\.reflect|java\\.util\\.(?!concurrent)))");
    private static final int BYTES = 64;
    private static final Evidence CURRENT = new Evidence();

    private final Deque<String> lines = new ArrayDeque<>();
    private final CallLog calls = new CallLog();
    private long start = System.nanoTime();
    private @Nullable String refusal;

    private Evidence() {
        CallTrace.tell(calls);
    }

    static Evidence current() {
        return CURRENT;
    }

    synchronized void begin() {
        lines.clear();
        calls.clear();
        refusal = null;
        start = System.nanoTime();
    }

    synchronized long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Something was tried that the backend declares as unsupported, and refused as declared. */
    synchronized void refused(String how) {
        refusal = how;
    }

    /** How the last refusal was worded, null when there was none. */
    synchronized @Nullable String refusal() {
        return refusal;
    }

    /** The latest calls of the API, a line each; null when there were none, or nobody asked for them. */
    @Nullable
    String calls() {
        return calls.lines();
    }

    /** Bytes on the wire; only the latest lines are kept. */
    void frame(String direction, byte... bytes) {
        String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, BYTES));
        String size = bytes.length == 1 ? " 1 byte: " : " " + bytes.length + " bytes: ";
        line(direction + size + hex + (bytes.length > BYTES ? " …" : ""));
    }

    synchronized void line(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.add(String.format("%7d ms  %s", millis(), line));
    }

    /** Everything, with the failure's stack traces. */
    synchronized String of(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        String trace = text.toString()
                .lines()
                .filter(line -> !OF_THE_TEST_ENGINE.matcher(line).find())
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? trace : trace + "\n\n" + String.join("\n", lines);
    }
}
