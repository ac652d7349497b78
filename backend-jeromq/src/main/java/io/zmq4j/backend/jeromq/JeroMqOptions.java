package io.zmq4j.backend.jeromq;

import io.zmq4j.Option;
import io.zmq4j.Support;
import io.zmq4j.spi.OptionCodec;
import io.zmq4j.spi.Safeguard;
import java.util.HashMap;
import java.util.Map;
import zmq.ZMQ;

/**
 * The options by name: JeroMQ's number and Java type, and how far each is supported.
 *
 * <p>The numbers are JeroMQ's constants, never libzmq's: IMMEDIATE, SOCKS_PROXY and everything from 79 on mean
 * something else there.
 */
final class JeroMqOptions {
    /** The Java type JeroMQ wants and answers. */
    enum Type {
        INT,
        LONG,
        BOOL,
        BYTES,
        TEXT
    }

    /**
     * An option.
     *
     * @param number JeroMQ's number, {@link #NOT_ENGINES} when this backend or the skeleton does it
     * @param type JeroMQ's type
     * @param support how far it is supported
     */
    record Entry(int number, Type type, Support support) {}

    static final int NOT_ENGINES = 0;

    static final int HEARTBEAT_TTL_MAX_MILLIS = 655_399;

    private static final Map<String, Entry> SOCKET = new HashMap<>();
    private static final Map<String, Entry> CONTEXT = new HashMap<>();

    /** Why a socket with PROBE_ROUTER does not connect over inproc. */
    static final String NO_PROBE_OVER_INPROC =
            "not with a connect over inproc, where JeroMQ sends the probe ahead of the routing id";

    private static final String NO_MULTICAST = "JeroMQ has no multicast transport, the option would have no effect";
    private static final String NO_GSSAPI = "JeroMQ does not implement GSSAPI";
    private static final String NO_VMCI = "JeroMQ has no VMCI transport";

    static {
        engine("AFFINITY", ZMQ.ZMQ_AFFINITY, Type.LONG);
        engine("IDENTITY", ZMQ.ZMQ_IDENTITY, Type.BYTES);
        engine("SUBSCRIBE", ZMQ.ZMQ_SUBSCRIBE, Type.BYTES);
        engine("UNSUBSCRIBE", ZMQ.ZMQ_UNSUBSCRIBE, Type.BYTES);
        none("RATE", NO_MULTICAST);
        none("RECOVERY_IVL", NO_MULTICAST);
        engine("SNDBUF", ZMQ.ZMQ_SNDBUF, Type.INT);
        engine("RCVBUF", ZMQ.ZMQ_RCVBUF, Type.INT);
        own("RCVMORE", Type.BOOL);
        none("FD", "Java has no integer descriptors; use a poller");
        own("EVENTS", Type.INT);
        own("TYPE", Type.INT);
        engine("LINGER", ZMQ.ZMQ_LINGER, Type.INT);
        engine("RECONNECT_IVL", ZMQ.ZMQ_RECONNECT_IVL, Type.INT);
        engine("BACKLOG", ZMQ.ZMQ_BACKLOG, Type.INT);
        engine("RECONNECT_IVL_MAX", ZMQ.ZMQ_RECONNECT_IVL_MAX, Type.INT);
        partial(
                "MAXMSGSIZE",
                ZMQ.ZMQ_MAXMSGSIZE,
                Type.LONG,
                "frames above property " + FrameLimit.PROPERTY
                        + " (default: a quarter of the heap) are refused always");
        engine("SNDHWM", ZMQ.ZMQ_SNDHWM, Type.INT);
        partial("RCVHWM", ZMQ.ZMQ_RCVHWM, Type.INT, "no limit with CURVE, where JeroMQ would hand out ciphertext");
        none("MULTICAST_HOPS", NO_MULTICAST);
        engine("RCVTIMEO", ZMQ.ZMQ_RCVTIMEO, Type.INT);
        engine("SNDTIMEO", ZMQ.ZMQ_SNDTIMEO, Type.INT);
        engine("LAST_ENDPOINT", ZMQ.ZMQ_LAST_ENDPOINT, Type.TEXT);
        engine("ROUTER_MANDATORY", ZMQ.ZMQ_ROUTER_MANDATORY, Type.BOOL);
        engine("TCP_KEEPALIVE", ZMQ.ZMQ_TCP_KEEPALIVE, Type.INT);
        engine("TCP_KEEPALIVE_CNT", ZMQ.ZMQ_TCP_KEEPALIVE_CNT, Type.INT);
        engine("TCP_KEEPALIVE_IDLE", ZMQ.ZMQ_TCP_KEEPALIVE_IDLE, Type.INT);
        engine("TCP_KEEPALIVE_INTVL", ZMQ.ZMQ_TCP_KEEPALIVE_INTVL, Type.INT);
        immediate();
        engine("XPUB_VERBOSE", ZMQ.ZMQ_XPUB_VERBOSE, Type.BOOL);
        engine("ROUTER_RAW", ZMQ.ZMQ_ROUTER_RAW, Type.BOOL);
        engine("IPV6", ZMQ.ZMQ_IPV6, Type.BOOL);
        engine("MECHANISM", ZMQ.ZMQ_MECHANISM, Type.INT);
        engine("PLAIN_SERVER", ZMQ.ZMQ_PLAIN_SERVER, Type.BOOL);
        partial("PLAIN_USERNAME", ZMQ.ZMQ_PLAIN_USERNAME, Type.TEXT, "ASCII only");
        partial("PLAIN_PASSWORD", ZMQ.ZMQ_PLAIN_PASSWORD, Type.TEXT, "ASCII only");
        engine("CURVE_SERVER", ZMQ.ZMQ_CURVE_SERVER, Type.BOOL);
        engine("CURVE_PUBLICKEY", ZMQ.ZMQ_CURVE_PUBLICKEY, Type.BYTES);
        engine("CURVE_SECRETKEY", ZMQ.ZMQ_CURVE_SECRETKEY, Type.BYTES);
        engine("CURVE_SERVERKEY", ZMQ.ZMQ_CURVE_SERVERKEY, Type.BYTES);
        partial("PROBE_ROUTER", ZMQ.ZMQ_PROBE_ROUTER, Type.BOOL, NO_PROBE_OVER_INPROC);
        engine("REQ_CORRELATE", ZMQ.ZMQ_REQ_CORRELATE, Type.BOOL);
        partial(
                "REQ_RELAXED",
                ZMQ.ZMQ_REQ_RELAXED,
                Type.BOOL,
                "a socket that bound sends no more once the peer went away between two frames of a request");
        engine("CONFLATE", ZMQ.ZMQ_CONFLATE, Type.BOOL);
        partial("ZAP_DOMAIN", ZMQ.ZMQ_ZAP_DOMAIN, Type.TEXT, "ASCII only");
        engine("ROUTER_HANDOVER", ZMQ.ZMQ_ROUTER_HANDOVER, Type.BOOL);
        engine("TOS", ZMQ.ZMQ_TOS, Type.INT);
        partial("CONNECT_RID", ZMQ.ZMQ_CONNECT_RID, Type.TEXT, "only ids that are UTF-8");
        none("GSSAPI_SERVER", NO_GSSAPI);
        none("GSSAPI_PRINCIPAL", NO_GSSAPI);
        none("GSSAPI_SERVICE_PRINCIPAL", NO_GSSAPI);
        none("GSSAPI_PLAINTEXT", NO_GSSAPI);
        engine("HANDSHAKE_IVL", ZMQ.ZMQ_HANDSHAKE_IVL, Type.INT);
        none("SOCKS_PROXY", "JeroMQ's SOCKS connecter is unfinished: it would fail on the I/O thread");
        partial(
                "XPUB_NODROP",
                ZMQ.ZMQ_XPUB_NODROP,
                Type.BOOL,
                "what follows a message that was refused waits for that message's subscribers too, and reaches XSUB"
                        + " sockets among them");
        ownPartial("BLOCKY", "an option of the context: use ContextOptions.BLOCKY");
        partial("XPUB_MANUAL", ZMQ.ZMQ_XPUB_MANUAL, Type.BOOL, "only topics that are text in the default charset");
        engine("XPUB_WELCOME_MSG", ZMQ.ZMQ_HELLO_MSG, Type.BYTES);
        ownPartial("STREAM_NOTIFY", "JeroMQ always notifies: only true");
        none("INVERT_MATCHING", "JeroMQ does not implement it");
        engine("HEARTBEAT_IVL", ZMQ.ZMQ_HEARTBEAT_IVL, Type.INT);
        partial(
                "HEARTBEAT_TTL",
                ZMQ.ZMQ_HEARTBEAT_TTL,
                Type.INT,
                "up to " + HEARTBEAT_TTL_MAX_MILLIS + " ms, a tenth of libzmq's limit");
        engine("HEARTBEAT_TIMEOUT", ZMQ.ZMQ_HEARTBEAT_TIMEOUT, Type.INT);
        engine("XPUB_VERBOSER", ZMQ.ZMQ_XPUB_VERBOSER, Type.BOOL);
        none("CONNECT_TIMEOUT", "JeroMQ does not implement it");
        none("TCP_MAXRT", "Java cannot set TCP_USER_TIMEOUT");
        own("THREAD_SAFE", Type.BOOL);
        none("MULTICAST_MAXTPDU", NO_MULTICAST);
        none("VMCI_BUFFER_SIZE", NO_VMCI);
        none("VMCI_BUFFER_MIN_SIZE", NO_VMCI);
        none("VMCI_BUFFER_MAX_SIZE", NO_VMCI);
        none("VMCI_CONNECT_TIMEOUT", NO_VMCI);
        none("USE_FD", "Java has no integer descriptors");

        CONTEXT.put("IO_THREADS", new Entry(ZMQ.ZMQ_IO_THREADS, Type.INT, Support.full()));
        CONTEXT.put("MAX_SOCKETS", new Entry(ZMQ.ZMQ_MAX_SOCKETS, Type.INT, Support.full()));
        CONTEXT.put("SOCKET_LIMIT", new Entry(NOT_ENGINES, Type.INT, Support.full()));
        contextNone("THREAD_PRIORITY", "Java's thread priorities are not those of the system's schedulers");
        contextNone("THREAD_SCHED_POLICY", "Java cannot choose a scheduler");
        contextNone("MAX_MSGSZ", "JeroMQ has no such limit; MAXMSGSIZE is the one of a socket");
        contextNone("MSG_T_SIZE", "JeroMQ's messages are Java objects");
        contextNone("THREAD_AFFINITY_CPU_ADD", "Java cannot bind threads to processors");
        contextNone("THREAD_AFFINITY_CPU_REMOVE", "Java cannot bind threads to processors");
        CONTEXT.put("THREAD_NAME_PREFIX", new Entry(NOT_ENGINES, Type.TEXT, Support.full()));
        contextNone("ZERO_COPY_RECV", "JeroMQ reads large frames straight into their array, always");
        CONTEXT.put("IPV6", new Entry(ZMQ.ZMQ_IPV6, Type.BOOL, Support.full()));
        CONTEXT.put("BLOCKY", new Entry(ZMQ.ZMQ_BLOCKY, Type.BOOL, Support.full()));
    }

    private JeroMqOptions() {}

    private static void engine(String name, int number, Type type) {
        SOCKET.put(name, new Entry(number, type, Support.full()));
    }

    private static void partial(String name, int number, Type type, String limit) {
        SOCKET.put(name, new Entry(number, type, Support.partial(limit)));
    }

    private static void own(String name, Type type) {
        SOCKET.put(name, new Entry(NOT_ENGINES, type, Support.full()));
    }

    private static void ownPartial(String name, String limit) {
        SOCKET.put(name, new Entry(NOT_ENGINES, Type.BOOL, Support.partial(limit)));
    }

    private static void none(String name, String reason) {
        SOCKET.put(name, new Entry(NOT_ENGINES, Type.INT, Support.none(reason)));
    }

    private static void contextNone(String name, String reason) {
        CONTEXT.put(name, new Entry(NOT_ENGINES, Type.INT, Support.none(reason)));
    }

    /** JeroMQ's own IMMEDIATE (1039) means the opposite. */
    @SuppressWarnings("deprecation") // the older name has the meaning that is wanted
    private static void immediate() {
        int number = Safeguard.isOn("immediate") ? ZMQ.ZMQ_DELAY_ATTACH_ON_CONNECT : ZMQ.ZMQ_IMMEDIATE;
        engine("IMMEDIATE", number, Type.BOOL);
    }

    /** How far an option is supported; every name of the catalogue is known. */
    static Support socketSupport(String name) {
        Entry entry = SOCKET.get(name);
        return entry == null ? Support.none("not known to this backend") : entry.support();
    }

    static Support contextSupport(String name) {
        Entry entry = CONTEXT.get(name);
        return entry == null ? Support.none("not known to this backend") : entry.support();
    }

    static Entry entry(Option<?> option) {
        Map<String, Entry> table = option instanceof io.zmq4j.SocketOption ? SOCKET : CONTEXT;
        Entry entry = table.get(option.name());
        if (entry == null) {
            throw new IllegalArgumentException(option.name());
        }
        return entry;
    }

    static boolean isNumber(Option<?> option) {
        return option.codec().form() == OptionCodec.Form.NUMBER;
    }

    /** A number as the type JeroMQ wants; any other gets a ClassCastException there. */
    static Object boxed(Entry entry, long number) {
        return switch (entry.type()) {
            case INT -> (int) number;
            case LONG -> number;
            case BOOL -> number != 0;
            case BYTES, TEXT -> throw new IllegalArgumentException("not a number option");
        };
    }

    /** A number as JeroMQ answers it. */
    static long unboxed(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Enum<?> constant ? constant.ordinal() : ((Number) value).longValue();
    }
}
