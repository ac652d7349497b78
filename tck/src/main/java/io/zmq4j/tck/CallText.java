package io.zmq4j.tck;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls, results and exceptions as short texts that show no secrets. */
final class CallText {
    private static final int BYTES = 24;
    private static final int ITEMS = 8;
    private static final int LENGTH = 200;

    /** A secret that begins among the bytes that are shown ends here at the latest. */
    private static final int LOOKED_AT = BYTES + Secrets.LONGEST;

    /** Whoever binds this is asked who may connect: what it receives are credentials. */
    private static final String ZAP = "inproc://zeromq.zap.01";

    private final Secrets secrets = new Secrets();
    private final Set<String> asked = new CopyOnWriteArraySet<>();

    void forget() {
        secrets.forget();
        asked.clear();
    }

    /** A call before it is made. */
    String of(Object on, String call, @Nullable Object... arguments) {
        boolean secret = isOfSecret(arguments);
        Stream<String> shown = Stream.of(arguments).map(this::of);
        if (secret) {
            Stream.of(arguments).skip(1).forEach(secrets::learn);
            shown = Stream.concat(
                    Stream.of(of(arguments[0])), Stream.of(arguments).skip(1).map(each -> Secrets.HIDDEN));
        } else if (call.equals("bind") && ZAP.equals(arguments[0])) {
            asked.add(on.toString());
        }
        return on + "." + call + shown.filter(text -> !text.isEmpty()).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Whether what a call returns must not be shown. */
    boolean isSecretResult(Object on, @Nullable Object... arguments) {
        return isOfSecret(arguments) || asked.contains(on.toString());
    }

    private static boolean isOfSecret(@Nullable Object... arguments) {
        return arguments.length > 0 && Secrets.isSecret(arguments[0]);
    }

    /** An argument, a result or an exception; empty for none. */
    String of(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof byte[] bytes) {
            return of(ByteBuffer.wrap(bytes));
        } else if (value instanceof ByteBuffer buffer) {
            return of(buffer);
        } else if (value instanceof Collection<?> items) {
            String end = items.size() > ITEMS ? ", …]" : "]";
            return items.stream().limit(ITEMS).map(this::of).collect(Collectors.joining(", ", "[", end));
        } else if (value instanceof Throwable failure) {
            return of(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }
        String line = secrets.hideIn(String.valueOf(value)).replace('\n', ' ');
        return line.length() > LENGTH ? line.substring(0, LENGTH) + "…" : line;
    }

    private String of(ByteBuffer buffer) {
        byte[] bytes = new byte[Math.min(buffer.remaining(), LOOKED_AT)];
        buffer.duplicate().get(bytes);
        if (secrets.areIn(bytes)) {
            return Secrets.HIDDEN;
        }
        int shown = Math.min(bytes.length, BYTES);
        String more = buffer.remaining() > shown ? "… of " + buffer.remaining() + " bytes" : "";
        for (int i = 0; i < shown; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return "0x" + HexFormat.of().formatHex(bytes, 0, shown) + more;
            }
        }
        return '"' + new String(bytes, 0, shown, StandardCharsets.US_ASCII) + '"' + more;
    }
}
