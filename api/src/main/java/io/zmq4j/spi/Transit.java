package io.zmq4j.spi;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.Socket;
import io.zmq4j.ZmqException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole message on its way from one socket to another, of the same backend or not; what {@link io.zmq4j.Proxy} moves
 * messages with.
 *
 * <p>All frames are taken before the first is handed over, under one guard each, so neither socket is ever left in the
 * middle of a message, whatever happens to the other one. Nothing here waits. Calls bear with another thread that is
 * inside one of the sockets for a moment, as polls do; one that stays inside is a concurrent use.
 *
 * <p>Used by one thread. The memory of up to eight frames is kept for the next message.
 */
public final class Transit implements AutoCloseable {
    private static final int FRAMES_KEPT = 8;

    private final AbstractSocket source;
    private final List<AbstractMsg> frames = new ArrayList<>();
    private final AbstractMsg copy;
    private int count;
    private long bytes;
    private boolean begun;

    /**
     * Nothing in transit yet.
     *
     * @param source where messages will be taken from
     */
    public Transit(Socket source) {
        this.source = (AbstractSocket) source;
        this.copy = newFrame();
    }

    private AbstractMsg newFrame() {
        return ((AbstractContext) source.context()).doMsg();
    }

    /**
     * Checks that a socket can be used.
     *
     * @param socket any
     * @throws io.zmq4j.ClosedException it is closed
     * @throws io.zmq4j.TerminatedException its context was shut down or closed
     */
    public static void checkOpen(Socket socket) {
        SocketResource resource = ((AbstractSocket) socket).resource();
        if (!resource.isOpen()) {
            throw resource.whyNotOpen();
        }
    }

    /**
     * Whether a socket is ready.
     *
     * @param socket any
     * @param event {@link PollEvent#POLLIN} or {@link PollEvent#POLLOUT}
     * @return as its EVENTS say
     */
    public static boolean isReady(Socket socket, PollEvent event) {
        return (((AbstractSocket) socket).lookBeforeTransit() & 1 << event.ordinal()) != 0;
    }

    /**
     * Takes the next message. It must be empty.
     *
     * @return false when the source has none
     * @throws io.zmq4j.WrongStateException a message is half received there
     */
    public boolean take() {
        try {
            return source.takeInto(this);
        } catch (RuntimeException e) {
            clear();
            throw e;
        }
    }

    /**
     * Hands a copy of the message over, and keeps it. Where the engine can, its memory is shared.
     *
     * @param target any socket that sends
     * @return false when the first frame would have to wait; nothing was handed over then
     */
    public boolean copyTo(Socket target) {
        try {
            return ((AbstractSocket) target).handOverCopies(this);
        } finally {
            copy.release();
        }
    }

    /**
     * Hands the message over. Once its first frame is, it counts as sent: it is empty then, even after an exception.
     *
     * @param target any socket that sends
     * @return false when the first frame would have to wait; the message is unchanged then
     */
    public boolean giveTo(Socket target) {
        try {
            if (!((AbstractSocket) target).handOver(this)) {
                return false;
            }
        } catch (RuntimeException e) {
            if (begun) {
                clear();
            }
            throw e;
        }
        clear();
        return true;
    }

    /**
     * Whether no message is in transit.
     *
     * @return true at first, and after {@link #giveTo} and {@link #giveBack}
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The size of the message.
     *
     * @return the bytes of all frames
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Ends the transit of a message that cannot be handed over.
     *
     * @return its frames
     */
    public List<byte[]> giveBack() {
        List<byte[]> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(frame(i).toByteArray());
        }
        clear();
        return all;
    }

    /** Gives back all memory; a message in transit is lost. */
    @Override
    public void close() {
        clear();
        frames.forEach(AbstractMsg::close);
        frames.clear();
        copy.close();
    }

    private void clear() {
        for (int i = 0; i < count; i++) {
            frame(i).release();
        }
        while (frames.size() > FRAMES_KEPT) {
            frames.remove(frames.size() - 1).close();
        }
        count = 0;
        bytes = 0;
        begun = false;
    }

    // ---- for sockets

    /** An empty message to take the next frame into. */
    AbstractMsg nextFrame() {
        if (count == frames.size()) {
            frames.add(newFrame());
        }
        return frames.get(count);
    }

    /** The next frame was taken. */
    void add(int size) {
        count++;
        bytes += size;
    }

    int count() {
        return count;
    }

    AbstractMsg frame(int index) {
        return frames.get(index);
    }

    /** The first frame was handed over. */
    void begin() {
        begun = true;
    }

    /** Another message with the contents of a frame, shared where the engine can. */
    AbstractMsg copyOf(AbstractMsg frame) {
        copy.copyFrom(frame);
        return copy;
    }

    static ZmqException brokenOff(int frames) {
        return new ZmqException(ErrorCode.EFAULT, "the engine broke off a message after " + frames + " frames");
    }
}
