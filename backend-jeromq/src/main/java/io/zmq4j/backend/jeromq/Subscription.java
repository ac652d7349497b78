package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import zmq.Msg;
import zmq.ZMQ;

/**
 * A frame that came to a PUB or XPUB socket: dropped as if it were a command, unless the socket can digest it.
 *
 * <p>Repairs JeroMQ 0.6.0, which libzmq was until 4.3.2 as well: its tree of subscriptions calls itself for every byte
 * of a topic, so that a long one is a {@code StackOverflowError} in the publisher's next call, or when it is closed;
 * and a PUB socket keeps for ever what is no subscription. Property {@code zmq4j.jeromq.maxTopic} bounds topics, by
 * default 1,024 bytes. It can go when {@code JeroMqHostilePeerTest} passes without it.
 *
 * <p>With CURVE it is the engine that makes the frames, after deciphering; they are not looked at.
 */
final class Subscription extends Msg {
    static final String PROPERTY = "zmq4j.jeromq.maxTopic";

    private static final boolean ON = Safeguard.isOn("subscriptions");
    private static final int LONGEST = Integer.getInteger(PROPERTY, 1024);
    private static final System.Logger LOG = System.getLogger("io.zmq4j");
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final int type;

    private Subscription(int size, int type) {
        super(size);
        this.type = type;
    }

    /** Whether sockets of a type get them. */
    static boolean concern(int type) {
        return ON && (type == ZMQ.ZMQ_PUB || type == ZMQ.ZMQ_XPUB);
    }

    static Msg allocate(int size, int type) {
        return new Subscription(size, type);
    }

    /** As a {@link ShortFrame}, when it looks like one. */
    @Override
    public int size() {
        int size = super.size();
        return ShortFrame.concerns(size) && isCommand() ? 0 : size;
    }

    @Override
    public boolean isCommand() {
        return super.isCommand() || isDropped(this, super.size(), type);
    }

    /** Whether a frame is nothing for a socket of a type, which they concern. */
    static boolean isDropped(Msg frame, int size, int type) {
        boolean subscription = size > 0 && (frame.get(0) == 0 || frame.get(0) == 1);
        if (subscription && size - 1 > LONGEST) {
            say(size - 1);
            return true;
        }
        return !subscription && type == ZMQ.ZMQ_PUB;
    }

    private static void say(int size) {
        LOG.log(
                SAID.getAndSet(true) ? Level.DEBUG : Level.WARNING,
                () -> "a subscription to a topic of " + size + " bytes is ignored; -D" + PROPERTY + "=" + size
                        + " admits it, if the stacks of all threads have room");
    }
}
