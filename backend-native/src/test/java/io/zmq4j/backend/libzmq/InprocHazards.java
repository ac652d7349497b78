package io.zmq4j.backend.libzmq;

import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;

/** Those who connect over inproc before the bind, and what they wait for. */
final class InprocHazards {
    private InprocHazards() {}

    static void conflateInproc(HazardProgram in) {
        Socket push = in.open(SocketType.PUSH);
        push.set(SocketOptions.CONFLATE, true);
        push.connect("inproc://x");
        push.disconnect("inproc://x");
        in.open(SocketType.PULL).bind("inproc://x");
    }

    static void welcomeInproc(HazardProgram in) {
        Socket sub = in.open(SocketType.SUB);
        sub.connect("inproc://x");
        sub.disconnect("inproc://x");
        sub.get(SocketOptions.EVENTS); // takes in that it has left
        Socket xpub = in.open(SocketType.XPUB);
        xpub.set(SocketOptions.XPUB_WELCOME_MSG, new byte[1]);
        xpub.bind("inproc://x");
    }

    static void disconnectWaiting(HazardProgram in) {
        Socket router = in.open(SocketType.ROUTER);
        router.connect("inproc://x");
        try {
            router.disconnect("inproc://x");
        } finally {
            router.get(SocketOptions.EVENTS); // takes in that it has left
            in.open(SocketType.DEALER).bind("inproc://x");
        }
    }

    static void pairInproc(HazardProgram in) {
        Socket rep = in.open(SocketType.REP);
        rep.connect("inproc://x");
        rep.connect("inproc://x");
        in.open(SocketType.PAIR).bind("inproc://x");
    }
}
