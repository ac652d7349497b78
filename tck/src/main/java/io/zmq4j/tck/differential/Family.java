package io.zmq4j.tck.differential;

/** What programs are about. */
enum Family {
    /** REQ and REP, and what they refuse. */
    LOCKSTEP,
    /** PUB, SUB, XPUB and XSUB. */
    PUBSUB,
    /** How many messages there is room for. */
    ROOM,
    /** PUSH and PULL, DEALER and PAIR. */
    FLOW,
    /** ROUTER with DEALER and REQ. */
    ROUTING,
    /** Options of any socket. */
    OPTIONS,
    /** Message objects. */
    MSGS
}
