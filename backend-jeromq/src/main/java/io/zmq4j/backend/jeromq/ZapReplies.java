package io.zmq4j.backend.jeromq;

import io.zmq4j.SocketType;
import io.zmq4j.spi.Safeguard;
import zmq.Msg;

/** Follows what a ZAP handler of the user's sends, frame by frame, for the {@link ZapStatus} in it. */
final class ZapReplies {
    /** The frames of a reply that REP sends: version, request id, status. ROUTER has two more in front. */
    private static final int STATUS = 2;

    private final int statusAt;
    private int next;

    ZapReplies(SocketType type) {
        statusAt = type == SocketType.REP ? STATUS : STATUS + 2;
    }

    Msg marked(Msg frame) {
        return next == statusAt && Safeguard.isOn("zap-status") ? new ZapStatus(frame.data()) : frame;
    }

    void sent(boolean more) {
        next = more ? next + 1 : 0;
    }
}
