package io.zmq4j.tck.differential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One end of a connection, with the messages that wait to be read there. */
final class ModelPipe {
    private final ModelPipe peer;
    private final Deque<List<String>> inbox = new ArrayDeque<>();
    private @Nullable ModelSocket owner;
    private boolean open = true;
    private int written;
    private int read;

    /** How often others of the same socket were read while a message waited here. */
    private int passedOver;

    ModelPipe(ModelSocket owner) {
        this.owner = owner;
        this.peer = new ModelPipe(this);
    }

    private ModelPipe(ModelPipe near) {
        this.peer = near;
    }

    ModelPipe peer() {
        return peer;
    }

    @Nullable
    ModelSocket owner() {
        return owner;
    }

    /** Whether the other end waits for its socket. */
    boolean isUnmet() {
        return peer.open && peer.owner == null;
    }

    /** This end finds its socket. */
    void meet(ModelSocket socket) {
        owner = socket;
        socket.attached(this);
        ModelSocket other = peer.owner;
        if (isConnected() && other != null) {
            socket.met(this, other);
            other.met(peer, socket);
        }
        if (!inbox.isEmpty()) {
            socket.arrived(this);
        }
        leaveWhenRead();
    }

    boolean isConnected() {
        return open && peer.open;
    }

    /** Whether this end is no part of its socket any more. */
    boolean isGone() {
        return !open;
    }

    boolean hasMessage() {
        return !inbox.isEmpty();
    }

    boolean anyMatches(Predicate<List<String>> wanted) {
        return inbox.stream().anyMatch(wanted);
    }

    /** The high-water marks of both ends add up; no limit at one end is none at all. */
    boolean hasRoom() {
        if (!isConnected() || owner == null) {
            return false;
        }
        int limit = owner.sendLimit();
        if (limit != 0 && peer.owner != null) {
            int far = peer.owner.recvLimit();
            limit = far == 0 ? 0 : limit + far;
        }
        return limit == 0 || written - owner.model().known(peer.read, limit) < limit;
    }

    /** What is written to nobody is gone. */
    void write(List<String> message) {
        if (!isConnected()) {
            return;
        }
        written++;
        if (peer.inbox.isEmpty()) {
            peer.passedOver = 0;
        }
        peer.inbox.add(message);
        if (peer.owner != null) {
            peer.owner.arrived(peer);
        }
    }

    List<String> read() {
        List<String> message = inbox.remove();
        read++;
        passedOver = 0;
        leaveWhenRead();
        return message;
    }

    void passOver() {
        passedOver++;
    }

    boolean isOverdue(int limit) {
        return passedOver >= limit;
    }

    /** This end gives up; the other one may read what was written to it. */
    void close() {
        open = false;
        inbox.clear();
        leave();
        peer.leaveWhenRead();
    }

    void leaveWhenRead() {
        if (open && !isConnected() && inbox.isEmpty() && (owner == null || !owner.holdsAny())) {
            open = false;
            leave();
        }
    }

    private void leave() {
        if (owner != null) {
            owner.detached(this);
        }
        if (!peer.open) {
            end();
            peer.end();
        }
    }

    private void end() {
        if (owner != null) {
            owner.ended(this);
        }
    }
}
