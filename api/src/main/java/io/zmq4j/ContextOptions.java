package io.zmq4j;

import io.zmq4j.Option.Access;
import io.zmq4j.spi.OptionCodec;
import io.zmq4j.spi.Safeguard;
import java.util.List;
import java.util.Locale;

/**
 * The context options of ZeroMQ.
 *
 * <p>Each key knows its exact range, unit, default and access; the sentences here say what the option is for.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_ctx_set.html">zmq_ctx_set</a>, <a
 *     href="https://libzmq.readthedocs.io/en/latest/zmq_ctx_get.html">zmq_ctx_get</a>
 */
public final class ContextOptions {
    private static final int MAX = Integer.MAX_VALUE;

    /** Far more than help; libzmq ends the process when it cannot start as many threads as it was told. */
    private static final int MAX_IO_THREADS = Safeguard.isOn("io-threads") ? 256 : MAX;

    /**
     * How many I/O threads the engine runs, 0 to 256; 0 will do for inproc alone. Default 1; only before the first
     * socket.
     */
    public static final ContextOption<Integer> IO_THREADS =
            beforeSockets("IO_THREADS", OptionCodec.int32("", 0, MAX_IO_THREADS), Access.READ_WRITE, "1");

    /** How many sockets may be open at a time, 1 to 65535. Default 1023; only before the first socket. */
    public static final ContextOption<Integer> MAX_SOCKETS =
            beforeSockets("MAX_SOCKETS", OptionCodec.int32("", 1, 65_535), Access.READ_WRITE, "1023");

    /** The largest value of {@link #MAX_SOCKETS}. Read only; 65535. */
    public static final ContextOption<Integer> SOCKET_LIMIT =
            anyTime("SOCKET_LIMIT", OptionCodec.int32("", 1, 65_535), Access.READ, "65535");

    /**
     * Priority of the I/O threads, in the system's numbers for {@link #THREAD_SCHED_POLICY}. Write only; default -1: as
     * the system has it; only before the first socket.
     */
    public static final ContextOption<Integer> THREAD_PRIORITY =
            beforeSockets("THREAD_PRIORITY", OptionCodec.int32("", 0, MAX), Access.WRITE, "-1");

    /**
     * Scheduling policy of the I/O threads, in the system's numbers. Default -1: as the system has it; only before the
     * first socket.
     */
    public static final ContextOption<Integer> THREAD_SCHED_POLICY =
            beforeSockets("THREAD_SCHED_POLICY", OptionCodec.int32("", 0, MAX), Access.READ_WRITE, "-1");

    /** Largest message that may be sent, in bytes. Default 2147483647, which is also the largest value. */
    public static final ContextOption<Integer> MAX_MSGSZ =
            anyTime("MAX_MSGSZ", OptionCodec.int32("bytes", 0, MAX), Access.READ_WRITE, "2147483647");

    /** Size of the engine's message structure, in bytes. Read only; 64. */
    public static final ContextOption<Integer> MSG_T_SIZE =
            anyTime("MSG_T_SIZE", OptionCodec.int32("bytes", 0, MAX), Access.READ, "64");

    /**
     * Adds a CPU, by its number, to those the I/O threads may run on; it has to be one the process may use. Write only;
     * default none: any; only before the first socket.
     */
    public static final ContextOption<Integer> THREAD_AFFINITY_CPU_ADD =
            beforeSockets("THREAD_AFFINITY_CPU_ADD", OptionCodec.int32("", 0, MAX), Access.WRITE, "none");

    /**
     * Takes back a CPU that was added by {@link #THREAD_AFFINITY_CPU_ADD}. Write only; only before the first socket.
     */
    public static final ContextOption<Integer> THREAD_AFFINITY_CPU_REMOVE =
            beforeSockets("THREAD_AFFINITY_CPU_REMOVE", OptionCodec.int32("", 0, MAX), Access.WRITE, "none");

    /** What the names of the I/O threads start with, 1 to 16 bytes. Default empty; only before the first socket. */
    public static final ContextOption<String> THREAD_NAME_PREFIX =
            beforeSockets("THREAD_NAME_PREFIX", OptionCodec.text(1, 16), Access.READ_WRITE, "empty");

    /** Whether large messages are received without a copy, at the price of memory. Default true. */
    public static final ContextOption<Boolean> ZERO_COPY_RECV =
            anyTime("ZERO_COPY_RECV", OptionCodec.bool(), Access.READ_WRITE, "true");

    /** What {@link SocketOptions#IPV6} of later sockets starts with. Default false. */
    public static final ContextOption<Boolean> IPV6 = anyTime("IPV6", OptionCodec.bool(), Access.READ_WRITE, "false");

    /** Whether closing waits for unsent messages; false gives later sockets a LINGER of 0. Default true. */
    public static final ContextOption<Boolean> BLOCKY =
            anyTime("BLOCKY", OptionCodec.bool(), Access.READ_WRITE, "true");

    private static final List<ContextOption<?>> ALL = List.of(
            IO_THREADS,
            MAX_SOCKETS,
            SOCKET_LIMIT,
            THREAD_PRIORITY,
            THREAD_SCHED_POLICY,
            MAX_MSGSZ,
            MSG_T_SIZE,
            THREAD_AFFINITY_CPU_ADD,
            THREAD_AFFINITY_CPU_REMOVE,
            THREAD_NAME_PREFIX,
            ZERO_COPY_RECV,
            IPV6,
            BLOCKY);

    private ContextOptions() {}

    /**
     * All options.
     *
     * @return the options in the order of the reference, unmodifiable
     */
    public static List<ContextOption<?>> all() {
        return ALL;
    }

    /**
     * The option with this name, in any case, with or without {@code ZMQ_} in front.
     *
     * @param name such as {@code "io_threads"} or {@code "ZMQ_IPV6"}
     * @return the option
     * @throws ZmqException {@link ErrorCode#EINVAL} when there is no such option
     */
    public static ContextOption<?> byName(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^ZMQ_", "");
        for (ContextOption<?> option : ALL) {
            if (option.isNamed(plain)) {
                return option;
            }
        }
        throw new ZmqException(ErrorCode.EINVAL, "unknown context option '" + name + "'");
    }

    private static <T> ContextOption<T> anyTime(String name, OptionCodec<T> codec, Access access, String defaultText) {
        return new ContextOption<>(name, List.of(), codec, access, defaultText, false);
    }

    private static <T> ContextOption<T> beforeSockets(
            String name, OptionCodec<T> codec, Access access, String defaultText) {
        return new ContextOption<>(name, List.of(), codec, access, defaultText, true);
    }
}
