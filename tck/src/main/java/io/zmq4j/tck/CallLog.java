package io.zmq4j.tck;

import io.zmq4j.spi.CallTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest calls of the API that a test made: when, on which thread, with what, how each ended, and how long it took.
 * Without a lock, so that threads of a test meet as they would without it. Secrets do not get in.
 */
final class CallLog implements CallTrace.Listener {
    /** How many calls are kept. */
    static final int KEPT = 200;

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final AtomicReferenceArray<@Nullable Call> calls = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong count = new AtomicLong();
    private final CallText text = new CallText();
    private volatile long start = System.nanoTime();

    /** One call; it ends on the thread that began it. */
    private final class Call implements CallTrace.End {
        private final long begin = System.nanoTime();
        private final long sinceStart = begin - start;
        private final String thread = nameOf(Thread.currentThread());
        private final String what;
        private final boolean secret;
        private volatile String outcome = "  has not returned";

        Call(String what, boolean secret) {
            this.what = what;
            this.secret = secret;
        }

        @Override
        public void ends(@Nullable Object result, @Nullable Throwable failure) {
            String took = millis(System.nanoTime() - begin);
            outcome = outcome(result, failure) + "  after " + took + " ms";
        }

        private String outcome(@Nullable Object result, @Nullable Throwable failure) {
            if (failure != null) {
                return " !! " + text.of(failure);
            }
            return result == null ? "" : " = " + (secret ? Secrets.HIDDEN : text.of(result));
        }

        String line() {
            return String.format(Locale.ROOT, "%13s ms  %-10s  %s%s", millis(sinceStart), thread, what, outcome);
        }
    }

    private static String nameOf(Thread thread) {
        return thread.getName().isEmpty() ? "(no name)" : thread.getName();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / NANOS_PER_MILLI);
    }

    /** A test begins. */
    void clear() {
        start = System.nanoTime();
        count.set(0);
        text.forget();
        for (int i = 0; i < KEPT; i++) {
            calls.set(i, null);
        }
    }

    @Override
    public CallTrace.End begins(Object on, String call, Object... arguments) {
        boolean secret = text.isSecretResult(on, arguments); // what it learns of this call goes for later ones
        Call made = new Call(text.of(on, call, arguments), secret);
        calls.set((int) (count.getAndIncrement() % KEPT), made);
        return made;
    }

    /** A line for each call, in the order in which they began; null when there were none. */
    @Nullable
    String lines() {
        long made = count.get();
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, made - KEPT); i < made; i++) {
            Call call = calls.get((int) (i % KEPT));
            if (call != null) {
                lines.add(call.line());
            }
        }
        if (made > KEPT) {
            lines.add(0, "… " + (made - KEPT) + " calls before these");
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }
}
