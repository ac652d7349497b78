package io.zmq4j.backend.libzmq;

import static java.util.Map.entry;

import io.zmq4j.Option;
import io.zmq4j.SocketType;
import java.util.Map;

/** The numbers of {@code zmq.h}, joined to the catalogue by name, and the C form of each value. */
final class NativeOptions {
    /** How a value looks in C. */
    enum Form {
        /** {@code int}. */
        INT,
        /** {@code int64_t} or {@code uint64_t}. */
        INT64,
        /** Bytes of any number. */
        BYTES,
        /** Text: read with a zero byte behind it, cleared by a null pointer. */
        TEXT,
        /** The 32 bytes of a key. */
        KEY
    }

    /**
     * What C calls an option.
     *
     * @param number in {@code zmq.h}
     * @param form of its value
     */
    record Entry(int number, Form form) {}

    private static final Map<String, Entry> SOCKET = Map.ofEntries(
            number("AFFINITY", 4, Form.INT64),
            number("IDENTITY", 5, Form.BYTES),
            number("SUBSCRIBE", 6, Form.BYTES),
            number("UNSUBSCRIBE", 7, Form.BYTES),
            number("RATE", 8, Form.INT),
            number("RECOVERY_IVL", 9, Form.INT),
            number("SNDBUF", 11, Form.INT),
            number("RCVBUF", 12, Form.INT),
            number("RCVMORE", 13, Form.INT),
            number("FD", LibZmq.ZMQ_FD, Form.INT),
            number("EVENTS", LibZmq.ZMQ_EVENTS, Form.INT),
            number("TYPE", 16, Form.INT),
            number("LINGER", LibZmq.ZMQ_LINGER, Form.INT),
            number("RECONNECT_IVL", 18, Form.INT),
            number("BACKLOG", 19, Form.INT),
            number("RECONNECT_IVL_MAX", 21, Form.INT),
            number("MAXMSGSIZE", 22, Form.INT64),
            number("SNDHWM", 23, Form.INT),
            number("RCVHWM", 24, Form.INT),
            number("MULTICAST_HOPS", 25, Form.INT),
            number("RCVTIMEO", 27, Form.INT),
            number("SNDTIMEO", 28, Form.INT),
            number("LAST_ENDPOINT", LibZmq.ZMQ_LAST_ENDPOINT, Form.TEXT),
            number("ROUTER_MANDATORY", 33, Form.INT),
            number("TCP_KEEPALIVE", 34, Form.INT),
            number("TCP_KEEPALIVE_CNT", 35, Form.INT),
            number("TCP_KEEPALIVE_IDLE", 36, Form.INT),
            number("TCP_KEEPALIVE_INTVL", 37, Form.INT),
            number("IMMEDIATE", 39, Form.INT),
            number("XPUB_VERBOSE", 40, Form.INT),
            number("ROUTER_RAW", 41, Form.INT),
            number("IPV6", 42, Form.INT),
            number("MECHANISM", 43, Form.INT),
            number("PLAIN_SERVER", 44, Form.INT),
            number("PLAIN_USERNAME", 45, Form.TEXT),
            number("PLAIN_PASSWORD", 46, Form.TEXT),
            number("CURVE_SERVER", 47, Form.INT),
            number("CURVE_PUBLICKEY", 48, Form.KEY),
            number("CURVE_SECRETKEY", 49, Form.KEY),
            number("CURVE_SERVERKEY", 50, Form.KEY),
            number("PROBE_ROUTER", 51, Form.INT),
            number("REQ_CORRELATE", 52, Form.INT),
            number("REQ_RELAXED", 53, Form.INT),
            number("CONFLATE", 54, Form.INT),
            number("ZAP_DOMAIN", 55, Form.TEXT),
            number("ROUTER_HANDOVER", 56, Form.INT),
            number("TOS", 57, Form.INT),
            number("CONNECT_RID", 61, Form.BYTES),
            number("GSSAPI_SERVER", 62, Form.INT),
            number("GSSAPI_PRINCIPAL", 63, Form.TEXT),
            number("GSSAPI_SERVICE_PRINCIPAL", 64, Form.TEXT),
            number("GSSAPI_PLAINTEXT", 65, Form.INT),
            number("HANDSHAKE_IVL", 66, Form.INT),
            number("SOCKS_PROXY", 68, Form.TEXT),
            number("XPUB_NODROP", 69, Form.INT),
            number("BLOCKY", 70, Form.INT),
            number("XPUB_MANUAL", 71, Form.INT),
            number("XPUB_WELCOME_MSG", 72, Form.BYTES),
            number("STREAM_NOTIFY", 73, Form.INT),
            number("INVERT_MATCHING", 74, Form.INT),
            number("HEARTBEAT_IVL", 75, Form.INT),
            number("HEARTBEAT_TTL", 76, Form.INT),
            number("HEARTBEAT_TIMEOUT", 77, Form.INT),
            number("XPUB_VERBOSER", 78, Form.INT),
            number("CONNECT_TIMEOUT", 79, Form.INT),
            number("TCP_MAXRT", 80, Form.INT),
            number("THREAD_SAFE", 81, Form.INT),
            number("MULTICAST_MAXTPDU", 84, Form.INT),
            number("VMCI_BUFFER_SIZE", 85, Form.INT64),
            number("VMCI_BUFFER_MIN_SIZE", 86, Form.INT64),
            number("VMCI_BUFFER_MAX_SIZE", 87, Form.INT64),
            number("VMCI_CONNECT_TIMEOUT", 88, Form.INT),
            number("USE_FD", LibZmq.ZMQ_USE_FD, Form.INT));

    private static final Map<String, Entry> CONTEXT = Map.ofEntries(
            number("IO_THREADS", 1, Form.INT),
            number("MAX_SOCKETS", 2, Form.INT),
            number("SOCKET_LIMIT", 3, Form.INT), // the same number, read
            number("THREAD_PRIORITY", 3, Form.INT), // and written
            number("THREAD_SCHED_POLICY", 4, Form.INT),
            number("MAX_MSGSZ", 5, Form.INT),
            number("MSG_T_SIZE", 6, Form.INT),
            number("THREAD_AFFINITY_CPU_ADD", 7, Form.INT),
            number("THREAD_AFFINITY_CPU_REMOVE", 8, Form.INT),
            number("THREAD_NAME_PREFIX", 9, Form.TEXT),
            number("ZERO_COPY_RECV", 10, Form.INT),
            number("IPV6", 42, Form.INT),
            number("BLOCKY", 70, Form.INT));

    private NativeOptions() {}

    /** What C calls a socket option. */
    static Entry ofSocket(Option<?> option) {
        return find(SOCKET, option);
    }

    /** What C calls a context option. */
    static Entry ofContext(Option<?> option) {
        return find(CONTEXT, option);
    }

    /** What C calls a socket type. */
    static int number(SocketType type) {
        return switch (type) {
            case PAIR -> 0;
            case PUB -> 1;
            case SUB -> 2;
            case REQ -> 3;
            case REP -> 4;
            case DEALER -> 5;
            case ROUTER -> 6;
            case PULL -> 7;
            case PUSH -> 8;
            case XPUB -> 9;
            case XSUB -> 10;
            case STREAM -> 11;
        };
    }

    static Map<String, Entry> socketTable() {
        return SOCKET;
    }

    static Map<String, Entry> contextTable() {
        return CONTEXT;
    }

    private static Entry find(Map<String, Entry> table, Option<?> option) {
        Entry found = table.get(option.name());
        if (found == null) {
            throw new IllegalStateException("no number for " + option);
        }
        return found;
    }

    private static Map.Entry<String, Entry> number(String name, int number, Form form) {
        return entry(name, new Entry(number, form));
    }
}
