package io.zmq4j;

import io.zmq4j.spi.Transit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One direction of a proxy that runs: takes messages from one socket and hands them on to the other. */
final class ProxyFlow implements AutoCloseable {
    /** Then it is the other direction's turn. */
    private static final int BATCH = 64;

    private static final int LONGEST_REST_MILLIS = 16;

    /** Their sends do not wait, or EVENTS never tells that they would (XPUB_NODROP): no use in looking. */
    private static final Set<SocketType> ALWAYS_WRITABLE =
            EnumSet.of(SocketType.PUB, SocketType.XPUB, SocketType.XSUB, SocketType.STREAM);

    private final Socket source;
    private final Socket destination;
    private final @Nullable Socket capture;
    private final ProxyCount count;
    private final Transit transit;
    private final ProxyInterest sourceReadable;
    private final ProxyInterest destinationWritable;
    private final @Nullable ProxyInterest captureWritable;
    private final boolean lockstep;
    private final boolean looksAtDestination;
    private final boolean looksAtCapture;

    private boolean captured;
    private @Nullable ProxyInterest obstacle;
    private @Nullable ProxyInterest awaited;
    private boolean promised;
    private int restMillis;

    @SuppressWarnings(
            "ReferenceEquality") // the same socket, not an equal one; a REP alone can send what it has received
    ProxyFlow(Socket source, Socket destination, @Nullable Socket capture, ProxyCount count, ProxyWait wait) {
        this.source = source;
        this.destination = destination;
        this.capture = capture;
        this.count = count;
        this.transit = new Transit(source);
        this.sourceReadable = wait.interest(source, PollEvent.POLLIN);
        this.destinationWritable = wait.interest(destination, PollEvent.POLLOUT);
        this.captureWritable = capture == null ? null : wait.interest(capture, PollEvent.POLLOUT);
        this.lockstep = source.type() == SocketType.REQ || source.type() == SocketType.REP;
        this.looksAtDestination = !ALWAYS_WRITABLE.contains(destination.type()) && !(lockstep && source == destination);
        this.looksAtCapture = capture != null && !ALWAYS_WRITABLE.contains(capture.type());
    }

    /**
     * Moves messages until something is in the way, or it is the other direction's turn.
     *
     * @param proxy asked before each message; one that was taken before goes on anyway
     * @return whether it stopped for the other direction's sake
     */
    boolean move(Proxy proxy) {
        obstacle = null;
        for (int moved = 0; moved < BATCH; moved++) {
            if (transit.isEmpty() && !(proxy.mayTake() && take())) {
                return false;
            }
            if (!handOn()) {
                return false;
            }
            promised = false;
            restMillis = 0;
        }
        return true;
    }

    private boolean take() {
        if (looksAtDestination && !Transit.isReady(destination, PollEvent.POLLOUT)) {
            obstacle = destinationWritable;
            return false;
        }
        if (looksAtCapture && capture != null && !Transit.isReady(capture, PollEvent.POLLOUT)) {
            obstacle = captureWritable;
            return false;
        }
        if ((lockstep && !Transit.isReady(source, PollEvent.POLLIN)) || !transit.take()) {
            obstacle = sourceReadable;
            return false;
        }
        count.taken(transit.bytes());
        return true;
    }

    private boolean handOn() {
        if (capture != null && !captured && !transit.copyTo(capture)) {
            obstacle = captureWritable;
            return false;
        }
        captured = true;
        long bytes = transit.bytes();
        if (!transit.giveTo(destination)) {
            obstacle = destinationWritable;
            return false;
        }
        captured = false;
        count.handedOver(bytes);
        return true;
    }

    // ---- waiting

    /**
     * Says what to wait for, now that something is in the way.
     *
     * <p>EVENTS may lie: XPUB with XPUB_NODROP calls itself writable at the high-water mark, and ROUTER with
     * ROUTER_MANDATORY as long as it is for one peer, perhaps another one than the message is for. When what was
     * promised was refused it rests, longer each time, instead of asking for it again at once.
     *
     * @return milliseconds to rest for at most, or 0 for no limit
     */
    int beforeWait() {
        boolean misled = promised && obstacle == awaited;
        await(misled ? null : obstacle);
        if (misled) {
            restMillis = Math.min(LONGEST_REST_MILLIS, Math.max(1, 2 * restMillis));
            return restMillis;
        }
        return 0;
    }

    void afterWait() {
        promised = awaited != null && awaited.isReady();
    }

    private void await(@Nullable ProxyInterest wanted) {
        if (awaited != wanted) {
            if (awaited != null) {
                awaited.withdraw();
            }
            awaited = null;
            if (wanted != null) {
                wanted.register();
            }
            awaited = wanted;
        }
    }

    // ---- the end

    boolean holdsMessage() {
        return !transit.isEmpty();
    }

    void giveBack(List<UndeliveredMessage> messages) {
        if (holdsMessage()) {
            messages.add(new UndeliveredMessage(destination, transit.giveBack()));
        }
    }

    @Override
    public void close() {
        transit.close();
    }
}
