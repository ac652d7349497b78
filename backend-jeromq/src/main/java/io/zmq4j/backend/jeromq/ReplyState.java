package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketType;
import io.zmq4j.WrongStateException;
import io.zmq4j.spi.Safeguard;

/**
 * Remembers whether a REP socket owes a reply, and whether a REQ socket is owed one.
 *
 * <p>Repairs JeroMQ 0.6.0: {@code Rep.xrecv} notes EFSM and goes on, so that a second receive before the reply returns
 * the next client's request; and a relaxed REQ socket that may send again is not shown as writable. It can go when that
 * receive fails with EFSM, and that socket is writable, without it.
 */
final class ReplyState {
    private static final boolean KEEPS_ORDER = Safeguard.isOn("reply-order");
    private static final boolean ASKS_AGAIN = Safeguard.isOn("relaxed-writable");

    private final SocketType type;
    private final Object name;
    private boolean replyDue;
    private boolean replyExpected;
    private boolean relaxed;

    ReplyState(SocketType type, Object name) {
        this.type = type;
        this.name = name;
    }

    void checkReceive() {
        if (replyDue && KEEPS_ORDER) {
            throw new WrongStateException("a request waits for its reply on socket " + name + "; send the reply first");
        }
    }

    /** Of a socket whose peer went in the middle of a request: a reply is waited for, if in vain. */
    void checkAsks() {
        if (type == SocketType.REQ && !relaxed) {
            throw new WrongStateException("the peer of socket " + name
                    + " has gone in the middle of a request, whose reply it waits for; close it and open another");
        }
    }

    void received(boolean more) {
        replyDue = type == SocketType.REP && !more;
        replyExpected &= more;
    }

    void sent(boolean more) {
        replyDue &= more;
        replyExpected = type == SocketType.REQ && !more;
    }

    void relaxed(boolean value) {
        relaxed = value;
    }

    boolean mayAskAgain() {
        return relaxed && replyExpected && ASKS_AGAIN;
    }
}
