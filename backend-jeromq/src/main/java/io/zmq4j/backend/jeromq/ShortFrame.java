package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import zmq.Msg;

/**
 * A frame of the size of a PING that lacks its TTL: as a command it looks empty, and is ignored.
 *
 * <p>Repairs JeroMQ 0.6.0, which reads the TTL unseen, and fails on its I/O thread. It can go when
 * {@code JeroMqHostilePeerTest} passes without it.
 */
final class ShortFrame extends Msg {
    private static final boolean ON = Safeguard.isOn("short-ping");

    private static final int NAME = 5;
    private static final int WITH_TTL = 7;

    private ShortFrame(int size) {
        super(size);
    }

    static boolean concerns(int size) {
        return ON && size >= NAME && size < WITH_TTL;
    }

    static Msg allocate(int size) {
        return new ShortFrame(size);
    }

    @Override
    public int size() {
        return isCommand() ? 0 : super.size();
    }
}
