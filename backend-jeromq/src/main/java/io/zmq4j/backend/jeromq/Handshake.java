package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.Options;
import zmq.io.Metadata;
import zmq.io.mechanism.Mechanisms;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;

/**
 * The handshake of one connection, from the peer's greeting on, as seen from the frames that the peer sends.
 *
 * <p>The engine is done with it when it accepted the peer's last command (READY, or INITIATE at a server), and its ZAP
 * handler admitted the peer where it asks one. A command was accepted when the connection is still there in the next
 * round of the poller, or the next frame is asked for: one that is not accepted ends the connection at once.
 *
 * <p>Repairs JeroMQ 0.6.0 besides, whose HANDSHAKE_IVL is over with the greeting: a peer that falls silent after it
 * keeps its connection for ever. That can go when {@code HostilePeerTck} passes without.
 *
 * <p>Runs on the connection's I/O thread, but for what {@link Connections} asks; guarded by that.
 */
final class Handshake implements IPollEvents {
    private static final boolean LIMITED = Safeguard.isOn("handshake-limit");

    /** Of the timer for the whole; rounds count from 1. */
    private static final int LIMIT = 0;

    /** How the end of its connection looks. */
    enum End {
        /** Nothing to add: it had succeeded, or its failure was told, or libzmq does not tell either. */
        TOLD,
        /** The peer went away meanwhile, or sent an error without a status. */
        LOST,
        /** The peer broke the rules of the mechanism. */
        BROKEN
    }

    private final Connections connections;
    private final String address;
    private final IoThread thread;
    private final Poller poller;
    private final BooleanSupplier zapAnswers;
    private final boolean watched;
    private final Mechanisms mechanism;
    private final boolean server;
    private final int type;

    /** The peer's last command, and the one after which the engine asks its ZAP handler; empty if none. */
    private final String last;

    private final String asking;

    private final boolean plainClient;
    private boolean claimed;
    private boolean shown;
    private boolean working;
    private boolean lastSeen;
    private boolean refused;
    private boolean admitted = true;
    private boolean failed;
    private boolean succeeded;
    private boolean over;
    private int rounds;

    /** Of the I/O thread alone: it has sent something since that was last asked for. */
    private boolean spoke;

    /** Of the I/O thread alone: frames are no longer looked at. */
    private boolean finished;

    /** Of the I/O thread alone: the peer announced what nobody has room for, and is not listened to any more. */
    private boolean muted;

    Handshake(
            Connections connections,
            String address,
            IoThread thread,
            BooleanSupplier zapAnswers,
            Options options,
            boolean hasHandshake) {
        this.connections = connections;
        this.address = address;
        this.thread = thread;
        this.poller = Objects.requireNonNull(IoThread.poller());
        this.zapAnswers = zapAnswers;
        this.watched = hasHandshake;
        mechanism = options.mechanism;
        type = options.type;
        boolean isNull = mechanism == Mechanisms.NULL;
        server = options.asServer && !isNull;
        plainClient = mechanism == Mechanisms.PLAIN && !server;
        last = server ? "INITIATE" : "READY";
        asking = !server ? "" : mechanism == Mechanisms.PLAIN ? "HELLO" : "INITIATE";
        if (LIMITED && hasHandshake && options.handshakeIvl > 0) {
            poller.addTimer(options.handshakeIvl, this, LIMIT);
        }
        if (hasHandshake) {
            SilenceLimit.watch(this, poller, options);
        }
        if (isNull && hasHandshake && options.zapDomain != null && !options.zapDomain.isEmpty()) {
            ask();
        }
    }

    private void ask() {
        if (zapAnswers.getAsBoolean()) {
            admitted = false;
            thread.awaitsZap(this);
        }
    }

    // ---- what Connections asks

    String address() {
        return address;
    }

    /** Whether it is the very text, not an equal one. */
    @SuppressWarnings("ReferenceEquality") // equal texts are those of other connections to the same endpoint
    boolean isNamed(String text) {
        return text == address;
    }

    boolean isOn(Thread current) {
        return thread == current;
    }

    boolean isUnclaimedOn(Thread current) {
        return !claimed && watched && thread == current;
    }

    boolean belongsTo(Connections some, String named) {
        return connections == some && address.equals(named);
    }

    boolean isOver() {
        return over;
    }

    boolean isOpen() {
        return !over && connections.isOpen(this);
    }

    /** The connection was reported; now its handshake can be. */
    void shown() {
        shown = true;
        goOn();
    }

    /** The failure was reported. */
    void failed() {
        failed = true;
    }

    End end(boolean lost) {
        if (lost) {
            accepted(); // of what it sent before
        }
        over = true;
        if (thread.inProgress() == this) {
            thread.inProgress(null);
        }
        if (succeeded || failed) {
            return End.TOLD;
        } else if (lost || refused) {
            return End.LOST;
        }
        return lastSeen ? End.TOLD : End.BROKEN; // a socket type that does not fit
    }

    /** Whether the peer has sent anything since this was last asked. */
    boolean hasSpoken() {
        boolean answer = spoke;
        spoke = false;
        return answer;
    }

    void hangUp() {
        connections.hangUp(this);
    }

    // ---- from the engine

    /** The next frame that the peer sends. */
    Msg frame(int size) {
        spoke = true;
        if (!finished) {
            synchronized (connections) {
                claimed = true;
                accepted();
                finished = !watched || failed || succeeded;
            }
        }
        if (finished || (lastSeen && (admitted || size > CommandCheck.LONGEST))) {
            return message(size);
        }
        if (size > CommandCheck.LONGEST) {
            return FrameLimit.dropped();
        }
        return size < 0 ? FrameLimit.ALLOCATOR.allocate(size) : new Command(size, this);
    }

    private Msg message(int size) {
        if (muted) {
            return mute();
        } else if (size < 0) {
            return Safeguard.isOn("negative-frame") ? mute() : FrameLimit.ALLOCATOR.allocate(size);
        } else if (size > AnnouncedFrames.LARGE) {
            Msg large = AnnouncedFrames.allocate(size, type, this);
            return large == null ? mute() : large;
        } else if (Subscription.concern(type)) {
            return Subscription.allocate(size, type);
        }
        return ShortFrame.concerns(size) ? ShortFrame.allocate(size) : FrameLimit.ALLOCATOR.allocate(size);
    }

    /** From here on, what the peer sends is no message, until the connection is over. */
    private Msg mute() {
        muted = true;
        Msg last = new LastFrame(connections);
        last.setFlags(Msg.COMMAND);
        return last;
    }

    /**
     * Ends its connection: the engine says whose it is, with ZMTP 3.0, as soon as it works on the frame. It has no way
     * to say so itself: an exception would leave the connection readable for ever, and the I/O thread spinning.
     */
    private static final class LastFrame extends Msg {
        private final Connections connections;

        LastFrame(Connections connections) {
            super(0);
            this.connections = connections;
        }

        @Override
        public Msg setMetadata(Metadata metadata) {
            connections.hangUp(metadata.get(Metadata.PEER_ADDRESS));
            return super.setMetadata(metadata);
        }
    }

    private void working(Msg command) {
        synchronized (connections) {
            if (succeeded || over) {
                return;
            }
            working = true;
            thread.inProgress(this);
            lastSeen |= startsWith(command, last);
            refused |= startsWith(command, "ERROR");
            if (startsWith(command, asking)) {
                ask();
            }
            poller.addTimer(0, this, ++rounds);
        }
    }

    /** Whether the engine would write to the standard output that it does not know a command. */
    private boolean printsOf(Msg command) {
        return plainClient
                && !lastSeen // after READY it is a message
                && !startsWith(command, "WELCOME")
                && !startsWith(command, "READY")
                && !startsWith(command, "ERROR");
    }

    private static boolean startsWith(Msg command, String name) {
        if (name.isEmpty()) {
            return false;
        }
        ByteBuffer head = command.buf().position(0);
        if (head.remaining() < name.length() + 1 || head.get() != name.length()) {
            return false;
        }
        byte[] bytes = new byte[name.length()];
        head.get(bytes);
        return name.equals(new String(bytes, StandardCharsets.US_ASCII));
    }

    /** The next round of the poller, or the end of HANDSHAKE_IVL. */
    @Override
    public void timerEvent(int round) {
        synchronized (connections) {
            if (round == LIMIT && !over && !(lastSeen && admitted)) {
                connections.hangUp(this);
            } else if (round == rounds && !over) {
                accepted();
            }
        }
    }

    private void accepted() {
        if (working) {
            working = false;
            if (thread.inProgress() == this) {
                thread.inProgress(null);
            }
            goOn();
        }
    }

    /** The ZAP handler decided. */
    void answered(String status) {
        synchronized (connections) {
            if (over || failed) {
                return;
            }
            if (status.equals("200")) {
                admitted = true;
                goOn();
            } else if (status.matches("[345]00")) {
                failed = true;
                connections.refused(this, Integer.parseInt(status));
            }
        }
    }

    private void goOn() {
        if (shown && lastSeen && !working && admitted && !failed && !succeeded) {
            succeeded = true;
            connections.succeeded(this);
        }
    }

    /**
     * A frame of a handshake: whoever looks at it for the first time is about to process it.
     *
     * <p>Repairs JeroMQ 0.6.0: a PLAIN client prints that it got a command it does not know. So it is shown one that it
     * refuses in silence, a WELCOME that is too long. It can go when {@code ConnectionsTest} passes without it.
     */
    private static final class Command extends Msg {
        private static final byte[] REFUSED = "\7WELCOME!".getBytes(StandardCharsets.US_ASCII);

        private @Nullable Handshake handshake;
        private boolean hidden;
        private boolean unsound;

        Command(int size, Handshake handshake) {
            super(size);
            this.handshake = handshake;
        }

        private void lookedAt() {
            Handshake own = handshake;
            if (own != null) {
                handshake = null;
                own.working(this);
                hidden = own.printsOf(this) && Safeguard.isOn("plain-print");
                unsound = !CommandCheck.isSound(this, own.mechanism, own.server);
            }
        }

        @Override
        public int size() {
            lookedAt();
            if (unsound) {
                return 0; // the engine refuses commands of nothing
            }
            return hidden ? REFUSED.length : super.size();
        }

        @Override
        public byte get(int index) {
            return hidden ? REFUSED[index] : super.get(index);
        }

        @Override
        public boolean isCommand() {
            lookedAt();
            return super.isCommand();
        }
    }
}
