package io.zmq4j;

import java.util.Locale;

/**
 * The socket types of ZeroMQ.
 *
 * <p>The reference has 14 names for 12 types: {@link #XREQ} is {@link #DEALER} and {@link #XREP} is {@link #ROUTER},
 * and they read back under the newer name.
 *
 * @see <a href="https://rfc.zeromq.org/spec/28/">RFC 28 (REQ, REP, DEALER, ROUTER)</a>, <a
 *     href="https://rfc.zeromq.org/spec/29/">29 (PUB, SUB, XPUB, XSUB)</a>, <a
 *     href="https://rfc.zeromq.org/spec/30/">30 (PUSH, PULL)</a>, <a href="https://rfc.zeromq.org/spec/31/">31
 *     (PAIR)</a>
 */
public enum SocketType {
    /** One peer, both directions. */
    PAIR,
    /** Sends to all subscribers; receives nothing. */
    PUB,
    /** Receives what it subscribed to; sends nothing. */
    SUB,
    /** Sends a request, then receives its reply. */
    REQ,
    /** Receives a request, then sends its reply. */
    REP,
    /** Sends round-robin, receives fair-queued. */
    DEALER,
    /** Receives with the sender's routing id in front, sends to the routing id in front. */
    ROUTER,
    /** Receives fair-queued; sends nothing. */
    PULL,
    /** Sends round-robin; receives nothing. */
    PUSH,
    /** As PUB, and receives the subscriptions. */
    XPUB,
    /** As SUB, and sends its subscriptions as messages. */
    XSUB,
    /** Speaks plain TCP with peers that are not ZeroMQ, each with a routing id. */
    STREAM;

    /** The older name of {@link #DEALER}. */
    public static final SocketType XREQ = DEALER;

    /** The older name of {@link #ROUTER}. */
    public static final SocketType XREP = ROUTER;

    /**
     * The type with this name, in any case, with or without {@code ZMQ_} in front; {@code XREQ} and {@code XREP} are
     * understood.
     *
     * @param name such as {@code "dealer"}
     * @return the type
     * @throws ZmqException {@link ErrorCode#EINVAL} when there is no such type
     */
    public static SocketType byName(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^ZMQ_", "");
        if (plain.equals("XREQ")) {
            return XREQ;
        }
        if (plain.equals("XREP")) {
            return XREP;
        }
        for (SocketType type : values()) {
            if (type.name().equals(plain)) {
                return type;
            }
        }
        throw new ZmqException(ErrorCode.EINVAL, "unknown socket type '" + name + "'");
    }

    /**
     * Whether sockets of this type send.
     *
     * @return false for SUB and PULL
     */
    public boolean canSend() {
        return this != SUB && this != PULL;
    }

    /**
     * Whether sockets of this type receive.
     *
     * @return false for PUB and PUSH
     */
    public boolean canReceive() {
        return this != PUB && this != PUSH;
    }
}
