package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import zmq.SocketBase;
import zmq.ZObject;

/**
 * Makes the owner of a socket look at it once more, by a command to the socket that does nothing: it makes the mailbox
 * readable, whoever waits for that, a call or a poller.
 *
 * <p>Each call into JeroMQ processes all commands first, but then looks at what they changed for sending or for
 * receiving alone. Whoever needs both can find that a command came in between the two calls, and no signal is left for
 * it. {@link SignalLag} keeps looking again from spinning.
 */
final class SecondLook extends ZObject {
    private static final boolean ON = Safeguard.isOn("second-look");

    private boolean asked;

    SecondLook(SocketBase socket) {
        super(socket);
    }

    /** By the thread in the socket. */
    void ask() {
        if (!asked && ON) {
            asked = true;
            sendStop();
        }
    }

    /** The command has come: on the thread in the socket, or on the reaper's. */
    @Override
    protected void processStop() {
        asked = false;
    }
}
