package io.zmq4j.spi;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener what a program calls of the API, for the evidence of tests alone.
 *
 * <p>Off unless the system property {@code zmq4j.test.trace} is {@code true} when the first class looks: then nothing
 * of it is left in compiled code. A call inside another one, as a convenience makes it, is not told, nor is one whose
 * flags are refused.
 */
public final class CallTrace {
    /** The system property that switches it on. */
    public static final String PROPERTY = "zmq4j.test.trace";

    private static final boolean ON = Boolean.getBoolean(PROPERTY);
    private static final ThreadLocal<@Nullable Boolean> INSIDE = new ThreadLocal<>();
    private static volatile @Nullable Listener listener;

    private CallTrace() {}

    /** Told of calls, on the threads that make them; must not throw, nor keep what it is given. */
    public interface Listener {
        /**
         * A call begins.
         *
         * @param on what it is made on: a socket, a context, or a name
         * @param call its name, such as {@code send}
         * @param arguments of the call; empty texts where an optional one is missing
         * @return told of the end
         */
        End begins(Object on, String call, Object... arguments);
    }

    /** Told how a call ended. */
    public interface End {
        /**
         * A call ended.
         *
         * @param result what it returned, null for nothing
         * @param failure what it threw, or null
         */
        void ends(@Nullable Object result, @Nullable Throwable failure);
    }

    /**
     * Whether calls are told at all.
     *
     * @return false unless the property was set in time
     */
    public static boolean isOn() {
        return ON;
    }

    /**
     * Tells a listener from now on, instead of the one before.
     *
     * @param newListener the listener
     */
    public static void tell(Listener newListener) {
        listener = newListener;
    }

    /**
     * Whether a call that begins now is to be made through {@link #call} or {@link #run}, once.
     *
     * @return false for a call inside another one, and always when tracing is off
     */
    public static boolean starts() {
        return ON && INSIDE.get() == null;
    }

    /**
     * Makes a call, and tells of it.
     *
     * @param on what it is made on
     * @param call its name
     * @param body the call itself
     * @param arguments of the call
     * @param <T> type of the result
     * @return its result
     */
    public static <T extends @Nullable Object> T call(Object on, String call, Supplier<T> body, Object... arguments) {
        Listener current = listener;
        INSIDE.set(true);
        End end = current == null ? (result, failure) -> {} : current.begins(on, call, arguments);
        try {
            T result = body.get();
            end.ends(result, null);
            return result;
        } catch (RuntimeException | Error e) {
            end.ends(null, e);
            throw e;
        } finally {
            INSIDE.remove();
        }
    }

    /**
     * Makes a call that returns nothing, and tells of it.
     *
     * @param on what it is made on
     * @param call its name
     * @param body the call itself
     * @param arguments of the call
     */
    public static void run(Object on, String call, Runnable body, Object... arguments) {
        CallTrace.<@Nullable Object>call(
                on,
                call,
                () -> {
                    body.run();
                    return null;
                },
                arguments);
    }

    // ---- arguments of sockets

    /** Bytes of an array; the array itself where they are not inside. */
    static Object part(byte[] data, int offset, int length) {
        boolean inside = (offset | length) >= 0 && length <= data.length - offset;
        return inside ? ByteBuffer.wrap(data, offset, length) : data;
    }

    static Object room(ByteBuffer target) {
        return "room for " + target.remaining();
    }

    static Object flags(boolean more, long limit) {
        String flag = more ? "SNDMORE" : "";
        if (limit == AbstractSocket.TIMEO) {
            return flag;
        }
        String time = limit == 0
                ? "DONTWAIT"
                : limit < 0 ? "FOREVER" : Duration.ofNanos(limit).toString();
        return more ? flag + ", " + time : time;
    }
}
