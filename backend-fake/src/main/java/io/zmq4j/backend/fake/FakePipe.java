package io.zmq4j.backend.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a connection between two sockets, with the messages that wait to be read at this end. */
final class FakePipe {
    private final FakePipe peer;
    private final Deque<List<byte[]>> inbox = new ArrayDeque<>();
    private @Nullable FakeCore owner;
    private boolean open = true;

    /** The near end of a new connection. */
    FakePipe(FakeCore owner) {
        this.owner = owner;
        this.peer = new FakePipe(this);
    }

    private FakePipe(FakePipe near) {
        this.peer = near;
    }

    FakePipe farEnd() {
        return peer;
    }

    /** The far end finds its socket. */
    void meet(FakeCore core) {
        owner = core;
        core.attach(this);
        if (open && peer.open && peer.owner != null) {
            core.met(this, peer.owner);
            peer.owner.met(peer, core);
        }
        if (!inbox.isEmpty()) {
            core.arrived(this);
        }
        leaveWhenDone();
    }

    /** Whether anybody is, or may come to be, at the other end. */
    boolean isConnected() {
        return open && peer.open;
    }

    /** The high-water marks of both ends add up, as on libzmq's inproc; 0 is no limit. */
    boolean hasRoom() {
        if (!isConnected() || owner == null) {
            return false;
        }
        long room = owner.sendHwm();
        if (room != 0 && peer.owner != null) {
            room = peer.owner.recvHwm() == 0 ? 0 : room + peer.owner.recvHwm();
        }
        return room == 0 || peer.inbox.size() < room;
    }

    boolean hasMessage() {
        return !inbox.isEmpty();
    }

    /** Hands a message over. When nobody is at the other end any more it is gone. */
    void write(List<byte[]> message) {
        if (isConnected()) {
            peer.inbox.add(message);
            if (peer.owner != null) {
                peer.owner.arrived(peer);
            }
        }
    }

    /** The next message, which must be there. */
    List<byte[]> peek() {
        return inbox.element();
    }

    @Nullable
    List<byte[]> read() {
        List<byte[]> message = inbox.poll();
        if (message != null && peer.owner != null) {
            peer.owner.changed();
        }
        leaveWhenDone();
        return message;
    }

    /** This end gives up; the other end may still read what was written to it. */
    void close() {
        open = false;
        inbox.clear();
        leave();
        peer.leaveWhenDone();
    }

    private void leaveWhenDone() {
        if (!isConnected() && inbox.isEmpty()) {
            open = false;
            leave();
        }
    }

    private void leave() {
        if (owner != null) {
            owner.detach(this);
            owner.changed();
        }
    }
}
