package io.zmq4j.backend.jeromq;

import io.zmq4j.MonitorEvent;
import io.zmq4j.MonitorEvent.HandshakeFailed.Failure;
import io.zmq4j.spi.Safeguard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.ZError;
import zmq.ZMQ;
import zmq.util.Errno;

/**
 * How far the connections of a socket got.
 *
 * <p>Repairs JeroMQ 0.6.0, which tells that a peer sent its greeting and that a connection ended, but neither that a
 * handshake succeeded nor, mostly, that one failed. A {@link Handshake} for each connection finds that out; it sits
 * where the frames of the connection come from, since the engine asks for the socket's {@link Frames} anew for each
 * peer that greets. Whether a connection ended by itself or was ended tells the engine's error number. It can go when
 * {@code MonitorTck} passes with the engine's own events.
 *
 * <p>Which connection greeted the engine does not say. When several that were accepted at the same endpoint have not
 * greeted yet, it is taken to be the youngest: those that never greet stay behind.
 *
 * <p>Its lock guards all connections and handshakes of the socket. Nothing waits while it is held.
 */
final class Connections {
    /** The last revision of ZMTP; those before it have no handshake. */
    private static final int ZMTP_3 = 3;

    private static final int OPEN_BEFORE_SEARCH = 64;
    private static final Errno ERRNO = new Errno();

    /** One connection; ended ones without an event (the socket left or was closed) are found by their channels. */
    private static final class Connection {
        final String address;
        final String endpoint;
        final SelectableChannel channel;
        final boolean connected;

        @Nullable
        Handshake handshake;

        Connection(String address, SelectableChannel channel, MonitorEvent event) {
            this.address = address;
            this.endpoint = event.endpoint();
            this.channel = channel;
            this.connected = event instanceof MonitorEvent.Connected;
        }
    }

    private final ConnectionEvents events;
    private final ChannelTuning tuning;
    private final BooleanSupplier zapAnswers;
    private final Map<SelectableChannel, Connection> open = new LinkedHashMap<>();
    private final List<Handshake> early = new ArrayList<>();
    private int searchAt = OPEN_BEFORE_SEARCH;
    private Frames frames = new Frames(this);

    Connections(ConnectionEvents events, ChannelTuning tuning, BooleanSupplier zapAnswers) {
        this.events = events;
        this.tuning = tuning;
        this.zapAnswers = zapAnswers;
    }

    synchronized Frames frames() {
        return frames;
    }

    /** A connection is there. With several I/O threads its handshake may have begun already. */
    synchronized void opened(String address, SelectableChannel channel, MonitorEvent event) {
        if (open.size() >= searchAt) {
            open.keySet().removeIf(known -> !known.isOpen());
            searchAt = Math.max(OPEN_BEFORE_SEARCH, 2 * open.size());
        }
        Connection connection = new Connection(address, channel, event);
        open.put(channel, connection);
        events.report(event);
        for (Handshake handshake : early) {
            if (handshake.address().equals(address)) {
                early.remove(handshake);
                connection.handshake = handshake;
                handshake.shown();
                return;
            }
        }
    }

    /** A peer sent its greeting, on this thread; the frames it sends come from the present {@link Frames}. */
    synchronized void greeted(String address, int revision) {
        IoThread thread = IoThread.current();
        Options options = tuning.options();
        if (thread == null || options == null || !Safeguard.isOn("handshake-events")) {
            return;
        }
        Handshake handshake = new Handshake(this, address, thread, zapAnswers, options, revision == ZMTP_3);
        frames.handshake(handshake);
        frames = new Frames(this);
        options.allocator = frames;
        Connection connection = youngest(address);
        if (connection == null) {
            early.removeIf(Handshake::isOver);
            early.add(handshake);
        } else {
            connection.handshake = handshake;
            handshake.shown();
        }
    }

    private @Nullable Connection youngest(String address) {
        Connection youngest = null;
        for (Connection connection : open.values()) {
            if (connection.handshake == null && connection.address.equals(address) && connection.channel.isOpen()) {
                youngest = connection;
            }
        }
        return youngest;
    }

    /** Of two peers that greet at once, on two I/O threads, both may have got the same {@link Frames}. */
    synchronized @Nullable Handshake claimed(Frames twice) {
        Thread thread = Thread.currentThread();
        Handshake own = twice.other(thread);
        if (own != null) {
            return own;
        }
        for (Connection connection : open.values()) {
            Handshake handshake = connection.handshake;
            if (handshake != null && handshake.isUnclaimedOn(thread)) {
                return twice.other(thread, handshake);
            }
        }
        for (Handshake handshake : early) {
            if (handshake.isUnclaimedOn(thread)) {
                return twice.other(thread, handshake);
            }
        }
        return null;
    }

    // ---- how a handshake goes on

    void succeeded(Handshake handshake) {
        events.report(new MonitorEvent.HandshakeSucceeded(endpoint(handshake)));
    }

    void refused(Handshake handshake, int status) {
        events.report(new MonitorEvent.HandshakeFailed(endpoint(handshake), Failure.AUTHENTICATION, status));
    }

    /** What the engine tells by itself. */
    synchronized void failed(String address, Failure failure, int detail) {
        Handshake handshake = inProgress(address);
        if (handshake != null) {
            handshake.failed();
        }
        String endpoint = handshake == null ? events.endpoint(address) : endpoint(handshake);
        events.report(new MonitorEvent.HandshakeFailed(endpoint, failure, detail));
    }

    private String endpoint(Handshake handshake) {
        Connection connection = connection(handshake);
        return connection == null ? events.endpoint(handshake.address()) : connection.endpoint;
    }

    private @Nullable Connection connection(Handshake handshake) {
        for (Connection connection : open.values()) {
            if (connection.handshake == handshake) {
                return connection;
            }
        }
        return null;
    }

    synchronized boolean isOpen(Handshake handshake) {
        Connection connection = connection(handshake);
        return connection == null ? early.contains(handshake) : connection.channel.isOpen();
    }

    /** The handshake whose frame the engine is working on, or has just worked on, in this thread. */
    private @Nullable Handshake inProgress(String address) {
        IoThread thread = IoThread.current();
        Handshake handshake = thread == null ? null : thread.inProgress();
        return handshake != null && handshake.belongsTo(this, address) ? handshake : null;
    }

    // ---- the end of a connection

    /** Ends the connection of a handshake. */
    synchronized void hangUp(Handshake handshake) {
        Connection connection = connection(handshake);
        if (connection != null && connection.channel instanceof SocketChannel socket) {
            hangUp(socket);
        }
    }

    /** Ends the connection to a peer, as the engine names it. */
    synchronized void hangUp(String peer) {
        for (SelectableChannel channel : open.keySet()) {
            if (channel instanceof SocketChannel socket && peer.equals(remote(socket))) {
                hangUp(socket);
            }
        }
    }

    private static @Nullable String remote(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress remote
                    ? remote.getAddress().getHostAddress() + ":" + remote.getPort()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Lets the engine find that the peer has ended the connection. */
    private static void hangUp(SocketChannel socket) {
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    synchronized void ended(String address, SelectableChannel channel) {
        boolean lost = ERRNO.is(ZError.ENOTCONN);
        Connection connection = open.remove(channel);
        if (connection == null) {
            events.report(new MonitorEvent.Disconnected(events.endpoint(address)));
        } else {
            correct(connection, address, lost);
            reportFailure(connection, lost);
            events.report(new MonitorEvent.Disconnected(connection.endpoint));
        }
        ERRNO.set(0); // what it says at the next end of a connection belongs to that one
    }

    /**
     * Gives a connection the handshake that is certainly its own. One that was connected keeps one and the same text as
     * its address (those of a listener share theirs); of one that the engine gave up it has just seen a frame.
     */
    private void correct(Connection connection, String address, boolean lost) {
        Handshake own = connection.handshake;
        if (connection.connected && own != null && own.isNamed(address)) {
            return;
        }
        Connection other = null;
        if (connection.connected) {
            other = namedSame(address);
        } else if (!lost) {
            Handshake working = inProgress(address);
            other = working == null ? null : connection(working);
        }
        if (other != null && Safeguard.isOn("handshake-owner")) {
            connection.handshake = other.handshake;
            other.handshake = own;
        }
    }

    private @Nullable Connection namedSame(String address) {
        for (Connection connection : open.values()) {
            if (connection.handshake != null && connection.handshake.isNamed(address)) {
                return connection;
            }
        }
        return null;
    }

    private void reportFailure(Connection connection, boolean lost) {
        if (!Safeguard.isOn("handshake-failures")) {
            return;
        }
        Handshake handshake = connection.handshake;
        if (handshake == null) {
            report(connection, lost || tooLate() ? 0 : ZMQ.ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH);
            return;
        }
        Handshake.End end = handshake.end(lost);
        if (end == Handshake.End.LOST) {
            report(connection, 0);
        } else if (end == Handshake.End.BROKEN) {
            report(connection, ZMQ.ZMQ_PROTOCOL_ERROR_ZMTP_UNEXPECTED_COMMAND);
        }
    }

    /**
     * Whether the engine's timer ends the connection, not what the peer sent. Only the caller tells: the timer counts
     * in whole milliseconds and may be early by one, and with several I/O threads it may start before the connection is
     * reported.
     */
    private static boolean tooLate() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("timerEvent")));
    }

    private void report(Connection connection, int protocolError) {
        Failure failure = protocolError == 0 ? Failure.NO_DETAIL : Failure.PROTOCOL;
        events.report(new MonitorEvent.HandshakeFailed(connection.endpoint, failure, protocolError));
    }
}
