package io.zmq4j.tck;

import static io.zmq4j.ContextOptions.IO_THREADS;
import static io.zmq4j.ContextOptions.MAX_MSGSZ;
import static io.zmq4j.ContextOptions.MAX_SOCKETS;
import static io.zmq4j.ContextOptions.THREAD_AFFINITY_CPU_ADD;
import static io.zmq4j.ContextOptions.THREAD_AFFINITY_CPU_REMOVE;
import static io.zmq4j.ContextOptions.THREAD_NAME_PREFIX;
import static io.zmq4j.ContextOptions.THREAD_PRIORITY;
import static io.zmq4j.ContextOptions.THREAD_SCHED_POLICY;
import static io.zmq4j.SocketOptions.AFFINITY;
import static io.zmq4j.SocketOptions.BACKLOG;
import static io.zmq4j.SocketOptions.CONNECT_RID;
import static io.zmq4j.SocketOptions.CONNECT_TIMEOUT;
import static io.zmq4j.SocketOptions.CURVE_PUBLICKEY;
import static io.zmq4j.SocketOptions.CURVE_SECRETKEY;
import static io.zmq4j.SocketOptions.CURVE_SERVERKEY;
import static io.zmq4j.SocketOptions.GSSAPI_PRINCIPAL;
import static io.zmq4j.SocketOptions.GSSAPI_SERVICE_PRINCIPAL;
import static io.zmq4j.SocketOptions.HANDSHAKE_IVL;
import static io.zmq4j.SocketOptions.HEARTBEAT_IVL;
import static io.zmq4j.SocketOptions.HEARTBEAT_TIMEOUT;
import static io.zmq4j.SocketOptions.HEARTBEAT_TTL;
import static io.zmq4j.SocketOptions.IDENTITY;
import static io.zmq4j.SocketOptions.LINGER;
import static io.zmq4j.SocketOptions.MAXMSGSIZE;
import static io.zmq4j.SocketOptions.MULTICAST_HOPS;
import static io.zmq4j.SocketOptions.MULTICAST_MAXTPDU;
import static io.zmq4j.SocketOptions.PLAIN_PASSWORD;
import static io.zmq4j.SocketOptions.PLAIN_USERNAME;
import static io.zmq4j.SocketOptions.RATE;
import static io.zmq4j.SocketOptions.RCVBUF;
import static io.zmq4j.SocketOptions.RCVHWM;
import static io.zmq4j.SocketOptions.RCVTIMEO;
import static io.zmq4j.SocketOptions.RECONNECT_IVL;
import static io.zmq4j.SocketOptions.RECONNECT_IVL_MAX;
import static io.zmq4j.SocketOptions.RECOVERY_IVL;
import static io.zmq4j.SocketOptions.SNDBUF;
import static io.zmq4j.SocketOptions.SNDHWM;
import static io.zmq4j.SocketOptions.SNDTIMEO;
import static io.zmq4j.SocketOptions.SOCKS_PROXY;
import static io.zmq4j.SocketOptions.SUBSCRIBE;
import static io.zmq4j.SocketOptions.TCP_KEEPALIVE;
import static io.zmq4j.SocketOptions.TCP_KEEPALIVE_CNT;
import static io.zmq4j.SocketOptions.TCP_KEEPALIVE_IDLE;
import static io.zmq4j.SocketOptions.TCP_KEEPALIVE_INTVL;
import static io.zmq4j.SocketOptions.TCP_MAXRT;
import static io.zmq4j.SocketOptions.TOS;
import static io.zmq4j.SocketOptions.UNSUBSCRIBE;
import static io.zmq4j.SocketOptions.USE_FD;
import static io.zmq4j.SocketOptions.VMCI_BUFFER_MAX_SIZE;
import static io.zmq4j.SocketOptions.VMCI_BUFFER_MIN_SIZE;
import static io.zmq4j.SocketOptions.VMCI_BUFFER_SIZE;
import static io.zmq4j.SocketOptions.VMCI_CONNECT_TIMEOUT;
import static io.zmq4j.SocketOptions.XPUB_WELCOME_MSG;
import static io.zmq4j.SocketOptions.ZAP_DOMAIN;

import io.zmq4j.ContextOptions;
import io.zmq4j.CurveKey;
import io.zmq4j.Option;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that each option takes or refuses, written down from the reference and independent of the catalogue's own
 * ranges.
 */
public final class OptionValues {
    /** Options whose effect loopback cannot show, or no engine has, and why. */
    static final Map<String, String> ROUND_TRIP_ONLY = Map.ofEntries(
            Map.entry("RATE", "multicast"),
            Map.entry("RECOVERY_IVL", "multicast"),
            Map.entry("MULTICAST_HOPS", "multicast"),
            Map.entry("MULTICAST_MAXTPDU", "multicast"),
            Map.entry("TCP_KEEPALIVE_CNT", "no probe on loopback stays unanswered, and ss does not show it"),
            Map.entry("GSSAPI_SERVER", "needs a Kerberos server"),
            Map.entry("GSSAPI_PRINCIPAL", "needs a Kerberos server"),
            Map.entry("GSSAPI_SERVICE_PRINCIPAL", "needs a Kerberos server"),
            Map.entry("GSSAPI_PLAINTEXT", "needs a Kerberos server"),
            Map.entry("BLOCKY", "an option of the context, shown there"),
            Map.entry("VMCI_BUFFER_SIZE", "needs a virtual machine of VMware"),
            Map.entry("VMCI_BUFFER_MIN_SIZE", "needs a virtual machine of VMware"),
            Map.entry("VMCI_BUFFER_MAX_SIZE", "needs a virtual machine of VMware"),
            Map.entry("VMCI_CONNECT_TIMEOUT", "needs a virtual machine of VMware"));

    private static final int MAX = Integer.MAX_VALUE;
    private static final int MIN = Integer.MIN_VALUE;
    private static final Map<Option<?>, List<Object>> LEGAL = new HashMap<>();
    private static final Map<Option<?>, List<Object>> ILLEGAL = new HashMap<>();

    static {
        legal(AFFINITY, 1L, 0x8000_0000_0000_0001L, -1L, 0L);

        for (Option<?> duration : List.of(
                RECOVERY_IVL,
                RECONNECT_IVL_MAX,
                HANDSHAKE_IVL,
                HEARTBEAT_IVL,
                HEARTBEAT_TIMEOUT,
                CONNECT_TIMEOUT,
                TCP_MAXRT)) {
            legal(duration, millis(0), millis(1), millis(250), millis(MAX));
            illegal(duration, millis(-1), millis(-2), millis(MAX + 1L), Duration.ofDays(100_000), Duration.ofDays(-1));
        }
        for (Option<?> duration : List.of(LINGER, RCVTIMEO, SNDTIMEO, RECONNECT_IVL, VMCI_CONNECT_TIMEOUT)) {
            legal(duration, millis(0), millis(1), millis(250), millis(MAX), millis(-1));
            illegal(duration, millis(-2), millis(MAX + 1L), Duration.ofDays(100_000), Duration.ofDays(-1));
        }
        for (Option<?> seconds : List.of(TCP_KEEPALIVE_IDLE, TCP_KEEPALIVE_INTVL)) {
            legal(seconds, Duration.ofSeconds(1), Duration.ofSeconds(300), millis(-1));
            illegal(seconds, Duration.ZERO, millis(-1000), millis(-2), Duration.ofSeconds(MAX + 1L));
        }
        legal(HEARTBEAT_TTL, millis(0), millis(100), millis(3_200), millis(655_300), millis(6_553_500));
        illegal(HEARTBEAT_TTL, millis(-1), millis(6_553_600), Duration.ofDays(100_000));

        for (Option<?> atLeastOne : List.of(RATE, MULTICAST_HOPS, MULTICAST_MAXTPDU)) {
            legal(atLeastOne, 1, 40, MAX);
            illegal(atLeastOne, 0, -1, MIN);
        }
        for (Option<?> atLeastZero : List.of(BACKLOG, SNDHWM, RCVHWM)) {
            legal(atLeastZero, 0, 1, 10, MAX);
            illegal(atLeastZero, -1, MIN);
        }
        for (Option<?> buffer : List.of(SNDBUF, RCVBUF)) {
            legal(buffer, 0, 4_096, 100_000, MAX, -1);
            illegal(buffer, -2, MIN);
        }
        legal(TCP_KEEPALIVE, 0, 1, -1);
        illegal(TCP_KEEPALIVE, 2, -2, MAX, MIN);
        legal(TCP_KEEPALIVE_CNT, 1, 9, -1);
        illegal(TCP_KEEPALIVE_CNT, -2, MIN);
        legal(TOS, 0, 0x28, 0xFC);
        illegal(TOS, -1, MIN);
        legal(MAXMSGSIZE, 0L, 1L, 1L << 40, Long.MAX_VALUE, -1L);
        illegal(MAXMSGSIZE, -2L, Long.MIN_VALUE);
        legal(USE_FD, -1);
        illegal(USE_FD, -2, MIN);
        for (Option<?> vmci : List.of(VMCI_BUFFER_SIZE, VMCI_BUFFER_MIN_SIZE, VMCI_BUFFER_MAX_SIZE)) {
            legal(vmci, 1L, 1L << 40);
            illegal(vmci, -1L, Long.MIN_VALUE);
        }

        legal(IDENTITY, bytes("a"), bytes("grün"), new byte[] {1, 0, -1}, filled(255));
        illegal(IDENTITY, new byte[0], new byte[256]);
        legal(CONNECT_RID, bytes("a"), bytes("grün"), new byte[] {1, 0, -1}, filled(255));
        illegal(CONNECT_RID, new byte[0], new byte[256]);
        legal(SUBSCRIBE, new byte[0], bytes("topic"), new byte[1000]);
        legal(UNSUBSCRIBE, new byte[0], bytes("topic"));
        illegal(SUBSCRIBE, new byte[1025]);
        illegal(UNSUBSCRIBE, new byte[1025]);
        legal(XPUB_WELCOME_MSG, bytes("Welcome"), new byte[1000], new byte[0]);
        for (Option<?> text :
                List.of(PLAIN_USERNAME, PLAIN_PASSWORD, ZAP_DOMAIN, GSSAPI_PRINCIPAL, GSSAPI_SERVICE_PRINCIPAL)) {
            legal(text, "a", "grün", "x".repeat(255));
            illegal(text, "", "x".repeat(256), "ü".repeat(128), "a\0b");
        }
        legal(SOCKS_PROXY, "127.0.0.1:1080", "");
        illegal(SOCKS_PROXY, "a\0b");
        for (Option<?> key : List.of(CURVE_PUBLICKEY, CURVE_SECRETKEY, CURVE_SERVERKEY)) {
            legal(key, CurveKey.of(filled(32)));
            illegal(key, new byte[31], new byte[33], new byte[0], "x".repeat(39), "x".repeat(41), "~".repeat(40));
        }

        legal(IO_THREADS, 0, 1, 4);
        illegal(IO_THREADS, -1, 257, MIN);
        legal(MAX_SOCKETS, 1, 7, 65_535);
        illegal(MAX_SOCKETS, 0, -1, 65_536, MIN);
        legal(MAX_MSGSZ, 0, 1_000, MAX);
        illegal(MAX_MSGSZ, -1, MIN);
        legal(THREAD_PRIORITY, 0);
        illegal(THREAD_PRIORITY, -1, MIN);
        legal(THREAD_SCHED_POLICY, 0);
        illegal(THREAD_SCHED_POLICY, -1, MIN);
        legal(THREAD_AFFINITY_CPU_ADD, 0);
        legal(THREAD_AFFINITY_CPU_REMOVE, 0);
        illegal(THREAD_AFFINITY_CPU_ADD, -1, MIN);
        illegal(THREAD_AFFINITY_CPU_REMOVE, -1, MIN);
        legal(THREAD_NAME_PREFIX, "io", "x".repeat(16));
        illegal(THREAD_NAME_PREFIX, "", "x".repeat(17), "a\0b");
        for (Option<?> option : allOptions()) {
            if (option.type() == Boolean.class) {
                legal(option, true, false);
                illegal(option, 2, -1, "yes", "");
            }
        }
    }

    private OptionValues() {}

    /** All options, of sockets and contexts. */
    static List<Option<?>> allOptions() {
        List<Option<?>> all = new ArrayList<>(SocketOptions.all());
        all.addAll(ContextOptions.all());
        return all;
    }

    /**
     * Values that an option takes.
     *
     * @param option the option
     * @return the values, none when it takes no value on its own
     */
    public static List<Object> legal(Option<?> option) {
        return LEGAL.getOrDefault(option, List.of());
    }

    /**
     * Values that an option refuses.
     *
     * @param option the option
     * @return the values, some of another type than the option's
     */
    public static List<Object> illegal(Option<?> option) {
        return ILLEGAL.getOrDefault(option, List.of());
    }

    /** A value that is legal, where one is. */
    static Object any(Option<?> option) {
        List<Object> values = legal(option);
        return values.isEmpty() ? 0 : values.get(0);
    }

    /**
     * The default of a socket option, as libzmq has it.
     *
     * @param option the option
     * @param type the type of the socket
     * @return none where it is made up, or a state
     */
    public static Optional<Object> defaultOf(SocketOption<?> option, SocketType type) {
        if (option == LINGER && Set.of(SocketType.SUB, SocketType.XSUB).contains(type)) {
            return Optional.of(Duration.ZERO);
        }
        return defaultOf(option);
    }

    /** The default of an option, as libzmq has it; none where it is made up, or a state. */
    static Optional<Object> defaultOf(Option<?> option) {
        return switch (option.defaultText()) {
            case "none" -> Optional.empty();
            case "empty" -> Optional.of(option.type() == String.class ? "" : new byte[0]);
            case "32 zero bytes" -> Optional.of(CurveKey.of(new byte[32]));
            default -> Optional.of(option.codec().parse(option.name(), option.defaultText()));
        };
    }

    /** Whether the option is only taken together with another one: on XPUB, with XPUB_MANUAL. */
    static boolean needsAnother(SocketOption<?> option, SocketType type) {
        return type == SocketType.XPUB && (option == SUBSCRIBE || option == UNSUBSCRIBE);
    }

    /** What a refusal shows of a value. */
    static String shown(Option<?> option, Object value) {
        if (option.type() == CurveKey.class) {
            return "not shown";
        } else if (value instanceof Duration duration) {
            return duration.abs().compareTo(Duration.ofDays(36_500)) > 0
                    ? duration.toString()
                    : duration.toMillis() + " ms";
        } else if (value instanceof byte[] bytes) {
            return bytes.length == 0 || bytes.length > 200 ? bytes.length + " bytes" : "";
        } else if (value instanceof String text) {
            boolean measured = text.isEmpty() || text.length() > 100;
            return measured ? "" : text.indexOf('\0') >= 0 ? "zero byte" : "";
        }
        return value.toString();
    }

    private static void legal(Option<?> option, Object... values) {
        LEGAL.put(option, List.of(values));
    }

    private static void illegal(Option<?> option, Object... values) {
        ILLEGAL.put(option, List.of(values));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }
}
