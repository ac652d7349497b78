package io.zmq4j;

import io.zmq4j.Option.Access;
import io.zmq4j.spi.OptionCodec;
import io.zmq4j.spi.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The socket options of ZeroMQ, in the order of the reference.
 *
 * <p>Each key knows its exact range, unit, default, socket types and access; the sentences here say what the option is
 * for. Unless said otherwise an option concerns only later binds and connects of the socket. A {@link Duration} is
 * rounded up to the unit; {@code Duration.ofMillis(-1)} stands for the reference's -1.
 *
 * @see <a href="https://libzmq.readthedocs.io/en/latest/zmq_setsockopt.html">zmq_setsockopt</a>, <a
 *     href="https://libzmq.readthedocs.io/en/latest/zmq_getsockopt.html">zmq_getsockopt</a>
 */
public final class SocketOptions {
    private static final int MAX = Integer.MAX_VALUE;
    private static final String FOREVER = "forever";
    private static final String DEFAULT = "default";
    private static final String NEVER = "never";
    private static final String NO_SENTINEL = "";

    private static final Set<SocketType> ALL_TYPES = EnumSet.allOf(SocketType.class);
    private static final List<SocketOption<?>> DECLARED = new ArrayList<>();

    /** Which I/O threads of the context handle new connections: bit 0 is the first thread. Default 0: all of them. */
    public static final SocketOption<Long> AFFINITY = readWrite("AFFINITY", OptionCodec.bits(), "0");

    /**
     * The routing id by which a ROUTER that this socket connects to knows it, 1 to 255 bytes, not starting with a zero
     * byte. Default empty: the ROUTER makes one up.
     */
    public static final SocketOption<byte[]> IDENTITY = declare(new SocketOption<>(
            "IDENTITY",
            List.of("ROUTING_ID"),
            OptionCodec.bytes(1, 255),
            Access.READ_WRITE,
            "empty",
            EnumSet.of(SocketType.REQ, SocketType.REP, SocketType.ROUTER, SocketType.DEALER),
            false));

    /** The newer name of {@link #IDENTITY}. */
    public static final SocketOption<byte[]> ROUTING_ID = IDENTITY;

    /**
     * Adds a filter: messages that start with these bytes are received, with no bytes all messages. Up to 1,024 bytes,
     * as engines run out of stack on long ones; XSUB does not send what asks for more. Takes effect at once and adds up
     * with repetition; on XPUB only together with {@link #XPUB_MANUAL}.
     */
    public static final SocketOption<byte[]> SUBSCRIBE =
            write("SUBSCRIBE", OptionCodec.bytes(0, Topics.LONGEST), "none", SocketType.SUB, SocketType.XPUB);

    /**
     * Takes back one {@link #SUBSCRIBE} with the same bytes, at once. On XPUB only together with {@link #XPUB_MANUAL}.
     */
    public static final SocketOption<byte[]> UNSUBSCRIBE =
            write("UNSUBSCRIBE", OptionCodec.bytes(0, Topics.LONGEST), "none", SocketType.SUB, SocketType.XPUB);

    /** Highest data rate of multicast transports, in kilobits per second, 1 or more. Default 100. */
    public static final SocketOption<Integer> RATE = readWrite("RATE", OptionCodec.int32("kbit/s", 1, MAX), "100");

    /**
     * How long a receiver of a multicast transport may be away before data is lost for good, in milliseconds. Default
     * 10 s; the sender keeps that much data in memory.
     */
    public static final SocketOption<Duration> RECOVERY_IVL = readWrite("RECOVERY_IVL", millis(NO_SENTINEL), "10000");

    /** Size of the kernel's send buffer of each connection, in bytes. Default -1: as the system has it. */
    public static final SocketOption<Integer> SNDBUF = readWrite("SNDBUF", OptionCodec.int32("bytes", -1, MAX), "-1");

    /** Size of the kernel's receive buffer of each connection, in bytes. Default -1: as the system has it. */
    public static final SocketOption<Integer> RCVBUF = readWrite("RCVBUF", OptionCodec.int32("bytes", -1, MAX), "-1");

    /** Whether the frame received last is followed by another one of the same message. Read only. */
    public static final SocketOption<Boolean> RCVMORE = read("RCVMORE", OptionCodec.bool(), "false");

    /**
     * The file descriptor that signals readiness, edge by edge: after each signal read {@link #EVENTS} until it shows
     * nothing. Read only; a poller is the easier way.
     */
    public static final SocketOption<Integer> FD = read("FD", OptionCodec.int32("", -1, MAX), "none");

    /** What the socket is ready for now: receiving, sending, both or nothing. Read only. */
    public static final SocketOption<Set<PollEvent>> EVENTS = read("EVENTS", OptionCodec.events(), "none");

    /** The socket's type, under its newer name. Read only. */
    public static final SocketOption<SocketType> TYPE = read("TYPE", OptionCodec.constant(SocketType.class), "none");

    /**
     * How long messages that are not sent yet are kept after a disconnect or close, in milliseconds; closing the
     * context waits for them. Takes effect at once. Default -1: for ever; 0 on SUB and XSUB, and on every socket made
     * while {@link ContextOptions#BLOCKY} is false.
     */
    public static final SocketOption<Duration> LINGER = readWrite("LINGER", millis(FOREVER), "-1");

    /**
     * Pause before a lost connection is tried again, in milliseconds; an engine may vary it somewhat. Default 100 ms;
     * -1 is never.
     */
    public static final SocketOption<Duration> RECONNECT_IVL = readWrite("RECONNECT_IVL", millis(NEVER), "100");

    /** Longest queue of connections that a bound endpoint has not accepted yet. Default 100. */
    public static final SocketOption<Integer> BACKLOG =
            readWrite("BACKLOG", OptionCodec.int32("connections", 0, MAX), "100");

    /**
     * Limit up to which {@link #RECONNECT_IVL} doubles with each attempt, in milliseconds. Default 0: it does not grow.
     */
    public static final SocketOption<Duration> RECONNECT_IVL_MAX =
            readWrite("RECONNECT_IVL_MAX", millis(NO_SENTINEL), "0");

    /**
     * Largest frame accepted from a peer, in bytes; a peer that sends a larger one is disconnected. Default -1: no
     * limit.
     */
    public static final SocketOption<Long> MAXMSGSIZE =
            readWrite("MAXMSGSIZE", OptionCodec.int64("bytes", -1, Long.MAX_VALUE), "-1");

    /**
     * High-water mark for outgoing messages to each peer; 0 is no limit. Default 1000; only before the first bind or
     * connect.
     */
    public static final SocketOption<Integer> SNDHWM = beforeAttach("SNDHWM");

    /**
     * High-water mark for incoming messages from each peer; 0 is no limit. Default 1000; only before the first bind or
     * connect.
     */
    public static final SocketOption<Integer> RCVHWM = beforeAttach("RCVHWM");

    /** How many networks a multicast packet may cross, 1 or more. Default 1: it stays in the local network. */
    public static final SocketOption<Integer> MULTICAST_HOPS =
            readWrite("MULTICAST_HOPS", OptionCodec.int32("hops", 1, MAX), "1");

    /**
     * Longest wait of a receive before it ends with {@link ErrorCode#EAGAIN}, in milliseconds. Takes effect at once.
     * Default -1: for ever.
     */
    public static final SocketOption<Duration> RCVTIMEO = readWrite("RCVTIMEO", millis(FOREVER), "-1");

    /**
     * Longest wait of a send before it ends with {@link ErrorCode#EAGAIN}, in milliseconds. Takes effect at once.
     * Default -1: for ever.
     */
    public static final SocketOption<Duration> SNDTIMEO = readWrite("SNDTIMEO", millis(FOREVER), "-1");

    /** The endpoint bound or connected last, with wildcards resolved. Read only; empty before. */
    public static final SocketOption<String> LAST_ENDPOINT = read("LAST_ENDPOINT", OptionCodec.text(0, MAX), "empty");

    /**
     * Whether a message that cannot be routed is refused with {@link ErrorCode#EHOSTUNREACH}, and a peer at its
     * high-water mark is waited for, instead of dropping the message. Takes effect at once. Default false.
     */
    public static final SocketOption<Boolean> ROUTER_MANDATORY = declare(new SocketOption<>(
            "ROUTER_MANDATORY",
            List.of("FAIL_UNROUTABLE", "ROUTER_BEHAVIOR"),
            OptionCodec.bool(),
            Access.WRITE,
            "false",
            EnumSet.of(SocketType.ROUTER),
            false));

    /** TCP keep-alive: 1 on, 0 off. Default -1: as the system has it. */
    public static final SocketOption<Integer> TCP_KEEPALIVE =
            readWrite("TCP_KEEPALIVE", OptionCodec.int32("", -1, 1), "-1");

    /** How many unanswered TCP keep-alive probes end a connection. Default -1: as the system has it. */
    public static final SocketOption<Integer> TCP_KEEPALIVE_CNT =
            readWrite("TCP_KEEPALIVE_CNT", OptionCodec.int32("probes", -1, MAX), "-1");

    /**
     * How long a connection is idle before the first TCP keep-alive probe, in seconds. Default -1: as the system has
     * it.
     */
    public static final SocketOption<Duration> TCP_KEEPALIVE_IDLE =
            readWrite("TCP_KEEPALIVE_IDLE", OptionCodec.duration("s", 1, MAX, DEFAULT), "-1");

    /** Time between TCP keep-alive probes, in seconds. Default -1: as the system has it. */
    public static final SocketOption<Duration> TCP_KEEPALIVE_INTVL =
            readWrite("TCP_KEEPALIVE_INTVL", OptionCodec.duration("s", 1, MAX, DEFAULT), "-1");

    /**
     * Whether messages are queued only for connections that are complete; a send waits when there is none. Default
     * false: they are queued from the connect on.
     */
    public static final SocketOption<Boolean> IMMEDIATE = declare(new SocketOption<>(
            "IMMEDIATE",
            List.of("DELAY_ATTACH_ON_CONNECT"),
            OptionCodec.bool(),
            Access.READ_WRITE,
            "false",
            ALL_TYPES,
            false));

    /** Whether repeated subscriptions to a topic are received too, not only the first one. At once. Default false. */
    public static final SocketOption<Boolean> XPUB_VERBOSE =
            write("XPUB_VERBOSE", OptionCodec.bool(), "false", SocketType.XPUB);

    /**
     * Whether the socket speaks plain TCP instead of ZMTP. Deprecated by the reference in favour of
     * {@link SocketType#STREAM}. Default false; only before the first bind or connect.
     */
    public static final SocketOption<Boolean> ROUTER_RAW = declare(new SocketOption<>(
            "ROUTER_RAW", List.of(), OptionCodec.bool(), Access.WRITE, "false", EnumSet.of(SocketType.ROUTER), true));

    /** Whether TCP endpoints use IPv6 as well as IPv4. Default false, or what {@link ContextOptions#IPV6} says. */
    public static final SocketOption<Boolean> IPV6 = readWrite("IPV6", OptionCodec.bool(), "false");

    /** The security mechanism in force, which the PLAIN, CURVE and GSSAPI options choose. Read only; default NULL. */
    public static final SocketOption<Mechanism> MECHANISM =
            read("MECHANISM", OptionCodec.constant(Mechanism.class), "NULL");

    /** Whether the socket is the server of PLAIN security. Default false; setting false goes back to NULL. */
    public static final SocketOption<Boolean> PLAIN_SERVER = readWrite("PLAIN_SERVER", OptionCodec.bool(), "false");

    /** User name of a PLAIN client, 1 to 255 bytes; setting it chooses PLAIN. Default empty. */
    public static final SocketOption<String> PLAIN_USERNAME =
            readWrite("PLAIN_USERNAME", OptionCodec.text(1, 255), "empty");

    /** Password of a PLAIN client, 1 to 255 bytes; setting it chooses PLAIN. Default empty. */
    public static final SocketOption<String> PLAIN_PASSWORD =
            readWrite("PLAIN_PASSWORD", OptionCodec.text(1, 255), "empty");

    /** Whether the socket is the server of CURVE security. Default false; setting false goes back to NULL. */
    public static final SocketOption<Boolean> CURVE_SERVER = readWrite("CURVE_SERVER", OptionCodec.bool(), "false");

    /** The socket's own public key; CURVE clients need it. Default 32 zero bytes. */
    public static final SocketOption<CurveKey> CURVE_PUBLICKEY = readWrite("CURVE_PUBLICKEY", key(), "32 zero bytes");

    /** The socket's own secret key; CURVE clients and servers need it. Default 32 zero bytes. */
    public static final SocketOption<CurveKey> CURVE_SECRETKEY = readWrite("CURVE_SECRETKEY", key(), "32 zero bytes");

    /** The public key of the server that a CURVE client wants to talk to. Default 32 zero bytes. */
    public static final SocketOption<CurveKey> CURVE_SERVERKEY = readWrite("CURVE_SERVERKEY", key(), "32 zero bytes");

    /**
     * Whether an empty message is sent on every new connection, so that a ROUTER learns of the peer. At once. Default
     * false; only for peers that are ROUTER.
     */
    public static final SocketOption<Boolean> PROBE_ROUTER =
            write("PROBE_ROUTER", OptionCodec.bool(), "false", SocketType.ROUTER, SocketType.DEALER, SocketType.REQ);

    /** Whether requests carry a number and replies without it are dropped. At once. Default false. */
    public static final SocketOption<Boolean> REQ_CORRELATE =
            write("REQ_CORRELATE", OptionCodec.bool(), "false", SocketType.REQ);

    /**
     * Whether another request may be sent before the reply came. At once. Default false; use it with
     * {@link #REQ_CORRELATE}, or a late reply is taken for the wrong request's.
     */
    public static final SocketOption<Boolean> REQ_RELAXED =
            write("REQ_RELAXED", OptionCodec.bool(), "false", SocketType.REQ);

    /**
     * Whether only the newest message is kept in each direction; high-water marks do not count then, and messages of
     * several frames do not work. Default false.
     */
    public static final SocketOption<Boolean> CONFLATE = readWrite(
            "CONFLATE",
            OptionCodec.bool(),
            "false",
            SocketType.PULL,
            SocketType.PUSH,
            SocketType.SUB,
            SocketType.PUB,
            SocketType.DEALER);

    /** The domain that the ZAP handler is asked about, 1 to 255 bytes; RFC 27. Default empty. */
    public static final SocketOption<String> ZAP_DOMAIN = readWrite("ZAP_DOMAIN", OptionCodec.text(1, 255), "empty");

    /** Whether a new peer takes over a routing id that is in use, instead of being refused. At once. Default false. */
    public static final SocketOption<Boolean> ROUTER_HANDOVER =
            write("ROUTER_HANDOVER", OptionCodec.bool(), "false", SocketType.ROUTER);

    /** The type-of-service field of IP packets: DSCP and ECN bits. Default 0. */
    public static final SocketOption<Integer> TOS = readWrite("TOS", OptionCodec.int32("", 0, MAX), "0");

    /**
     * The routing id under which the peer of the next connect is known here, 1 to 255 bytes, not starting with a zero
     * byte, and never used before. Goes for one connect.
     */
    public static final SocketOption<byte[]> CONNECT_RID = declare(new SocketOption<>(
            "CONNECT_RID",
            List.of("CONNECT_ROUTING_ID"),
            OptionCodec.bytes(1, 255),
            Access.WRITE,
            "none",
            EnumSet.of(SocketType.ROUTER, SocketType.STREAM),
            false));

    /** The newer name of {@link #CONNECT_RID}. */
    public static final SocketOption<byte[]> CONNECT_ROUTING_ID = CONNECT_RID;

    /** Whether the socket is the server of GSSAPI security. Default false. */
    public static final SocketOption<Boolean> GSSAPI_SERVER = readWrite("GSSAPI_SERVER", OptionCodec.bool(), "false");

    /** The socket's own GSSAPI principal, 1 to 255 bytes. Default empty. */
    public static final SocketOption<String> GSSAPI_PRINCIPAL =
            readWrite("GSSAPI_PRINCIPAL", OptionCodec.text(1, 255), "empty");

    /** The principal of the GSSAPI server that a client wants to talk to, 1 to 255 bytes. Default empty. */
    public static final SocketOption<String> GSSAPI_SERVICE_PRINCIPAL =
            readWrite("GSSAPI_SERVICE_PRINCIPAL", OptionCodec.text(1, 255), "empty");

    /** Whether GSSAPI authenticates only and does not encrypt. Default false. */
    public static final SocketOption<Boolean> GSSAPI_PLAINTEXT =
            readWrite("GSSAPI_PLAINTEXT", OptionCodec.bool(), "false");

    /** Longest time for the handshake of a new connection, in milliseconds; 0 is no limit. Default 30 s. */
    public static final SocketOption<Duration> HANDSHAKE_IVL = declare(new SocketOption<>(
            "HANDSHAKE_IVL",
            List.of(),
            millis(NO_SENTINEL),
            Access.READ_WRITE,
            "30000",
            EnumSet.complementOf(EnumSet.of(SocketType.STREAM)),
            false));

    /** The SOCKS5 proxy for TCP connections, as {@code host:port}; empty clears it. Default empty. */
    public static final SocketOption<String> SOCKS_PROXY = readWrite("SOCKS_PROXY", OptionCodec.text(0, MAX), "empty");

    /** Whether a send waits when a subscriber is at its high-water mark, instead of dropping for it. Default false. */
    public static final SocketOption<Boolean> XPUB_NODROP =
            write("XPUB_NODROP", OptionCodec.bool(), "false", SocketType.XPUB, SocketType.PUB);

    /** An option of the context, {@link ContextOptions#BLOCKY}; listed here by the reference, taken by no socket. */
    public static final SocketOption<Boolean> BLOCKY = declare(
            new SocketOption<>("BLOCKY", List.of(), OptionCodec.bool(), Access.READ_WRITE, "true", Set.of(), false));

    /**
     * Whether subscriptions of peers are only received, and take effect through {@link #SUBSCRIBE} and
     * {@link #UNSUBSCRIBE} on this socket. Default false.
     */
    public static final SocketOption<Boolean> XPUB_MANUAL =
            write("XPUB_MANUAL", OptionCodec.bool(), "false", SocketType.XPUB);

    /** The message each new subscriber is sent, provided that it subscribed to it; no bytes for none. Default empty. */
    public static final SocketOption<byte[]> XPUB_WELCOME_MSG =
            write("XPUB_WELCOME_MSG", OptionCodec.bytes(0, MAX), "empty", SocketType.XPUB);

    /** Whether the socket receives an empty message when a peer connects or disconnects. Default true. */
    public static final SocketOption<Boolean> STREAM_NOTIFY =
            write("STREAM_NOTIFY", OptionCodec.bool(), "true", SocketType.STREAM);

    /**
     * Whether messages go to those who did <em>not</em> subscribe to them. Default false; has to be set on both PUB and
     * SUB.
     */
    public static final SocketOption<Boolean> INVERT_MATCHING =
            readWrite("INVERT_MATCHING", OptionCodec.bool(), "false", SocketType.PUB, SocketType.XPUB, SocketType.SUB);

    /** Time between heartbeats sent on each connection, in milliseconds. Default 0: none are sent. */
    public static final SocketOption<Duration> HEARTBEAT_IVL = readWrite("HEARTBEAT_IVL", millis(NO_SENTINEL), "0");

    /**
     * After how long without traffic the peer shall drop the connection, in milliseconds up to 6553599. Engines round
     * it down to 100 ms. Default 0: never; needs {@link #HEARTBEAT_IVL}.
     */
    public static final SocketOption<Duration> HEARTBEAT_TTL =
            readWrite("HEARTBEAT_TTL", OptionCodec.duration("ms", 0, 6_553_599, NO_SENTINEL), "0");

    /**
     * How long after a heartbeat without any traffic the connection is dropped, in milliseconds, 0 or more. Default -1:
     * as long as {@link #HEARTBEAT_IVL}; it reads as -1, but cannot be set back to it.
     */
    public static final SocketOption<Duration> HEARTBEAT_TIMEOUT =
            readWrite("HEARTBEAT_TIMEOUT", millis(NO_SENTINEL), "-1");

    /** As {@link #XPUB_VERBOSE}, and repeated unsubscriptions are received too. At once. Default false. */
    public static final SocketOption<Boolean> XPUB_VERBOSER =
            write("XPUB_VERBOSER", OptionCodec.bool(), "false", SocketType.XPUB);

    /** Longest time for one attempt of a TCP connect, in milliseconds. Default 0: as the system has it. */
    public static final SocketOption<Duration> CONNECT_TIMEOUT = readWrite("CONNECT_TIMEOUT", millis(NO_SENTINEL), "0");

    /** Longest time TCP data may stay unacknowledged, in milliseconds. Default 0: as the system has it. */
    public static final SocketOption<Duration> TCP_MAXRT = readWrite("TCP_MAXRT", millis(NO_SENTINEL), "0");

    /** Whether several threads may use the engine's socket at once: false on all types here. Read only. */
    public static final SocketOption<Boolean> THREAD_SAFE = read("THREAD_SAFE", OptionCodec.bool(), "false");

    /** Largest packet a multicast transport sends, in bytes, 1 or more. Default 1500. */
    public static final SocketOption<Integer> MULTICAST_MAXTPDU =
            readWrite("MULTICAST_MAXTPDU", OptionCodec.int32("bytes", 1, MAX), "1500");

    /** Size of the VMCI buffer, in bytes. Default 65546. */
    public static final SocketOption<Long> VMCI_BUFFER_SIZE =
            readWrite("VMCI_BUFFER_SIZE", OptionCodec.int64("bytes", 0, Long.MAX_VALUE), "65546");

    /** Smallest size of the VMCI buffer, in bytes. Default 128. */
    public static final SocketOption<Long> VMCI_BUFFER_MIN_SIZE =
            readWrite("VMCI_BUFFER_MIN_SIZE", OptionCodec.int64("bytes", 0, Long.MAX_VALUE), "128");

    /** Largest size of the VMCI buffer, in bytes. Default 262144. */
    public static final SocketOption<Long> VMCI_BUFFER_MAX_SIZE =
            readWrite("VMCI_BUFFER_MAX_SIZE", OptionCodec.int64("bytes", 0, Long.MAX_VALUE), "262144");

    /** Longest time for a VMCI connect, in milliseconds. Default -1: as the system has it. */
    public static final SocketOption<Duration> VMCI_CONNECT_TIMEOUT =
            readWrite("VMCI_CONNECT_TIMEOUT", millis(DEFAULT), "-1");

    /**
     * A file descriptor, bound and listening already, that the next TCP or IPC bind takes over. Default -1: bind opens
     * one itself.
     */
    public static final SocketOption<Integer> USE_FD = readWrite("USE_FD", OptionCodec.int32("", -1, MAX), "-1");

    private static final List<SocketOption<?>> ALL = List.copyOf(DECLARED);

    private SocketOptions() {}

    /**
     * All options.
     *
     * @return the options in the order of the reference, unmodifiable
     */
    public static List<SocketOption<?>> all() {
        return ALL;
    }

    /**
     * The option with this name or alias, in any case, with or without {@code ZMQ_} in front.
     *
     * @param name such as {@code "linger"} or {@code "ZMQ_ROUTING_ID"}
     * @return the option
     * @throws ZmqException {@link ErrorCode#EINVAL} when there is no such option
     */
    public static SocketOption<?> byName(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^ZMQ_", "");
        for (SocketOption<?> option : ALL) {
            if (option.isNamed(plain)) {
                return option;
            }
        }
        throw new ZmqException(ErrorCode.EINVAL, "unknown socket option '" + name + "'");
    }

    private static OptionCodec<Duration> millis(String minusOne) {
        return OptionCodec.duration("ms", 0, MAX, minusOne);
    }

    private static OptionCodec<CurveKey> key() {
        return OptionCodec.opaque(
                CurveKey.class,
                "a CURVE key: 32 bytes, or 40 characters of Z85",
                CurveKey::toBytes,
                CurveKey::of,
                CurveKey::parse);
    }

    private static <T> SocketOption<T> read(String name, OptionCodec<T> codec, String defaultText) {
        return declare(new SocketOption<>(name, List.of(), codec, Access.READ, defaultText, ALL_TYPES, false));
    }

    private static <T> SocketOption<T> readWrite(String name, OptionCodec<T> codec, String defaultText) {
        return declare(new SocketOption<>(name, List.of(), codec, Access.READ_WRITE, defaultText, ALL_TYPES, false));
    }

    private static <T> SocketOption<T> readWrite(
            String name, OptionCodec<T> codec, String defaultText, SocketType first, SocketType... others) {
        return declare(new SocketOption<>(
                name, List.of(), codec, Access.READ_WRITE, defaultText, EnumSet.of(first, others), false));
    }

    private static <T> SocketOption<T> write(
            String name, OptionCodec<T> codec, String defaultText, SocketType first, SocketType... others) {
        return declare(new SocketOption<>(
                name, List.of(), codec, Access.WRITE, defaultText, EnumSet.of(first, others), false));
    }

    private static SocketOption<Integer> beforeAttach(String name) {
        return declare(new SocketOption<>(
                name, List.of(), OptionCodec.int32("messages", 0, MAX), Access.READ_WRITE, "1000", ALL_TYPES, true));
    }

    private static <T> SocketOption<T> declare(SocketOption<T> option) {
        DECLARED.add(option);
        return option;
    }
}
