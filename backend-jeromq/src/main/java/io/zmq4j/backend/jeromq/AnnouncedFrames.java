package io.zmq4j.backend.jeromq;

import io.zmq4j.spi.Safeguard;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * The large frames that peers have announced, and not sent yet: all together get no more memory than one may have.
 *
 * <p>Repairs JeroMQ 0.6.0, which allocates a frame when its header arrives: a few connections, each announcing what
 * {@link FrameLimit} allows, would use up the heap. It can go when the engine lets frames grow as their bytes arrive.
 */
final class AnnouncedFrames {
    /** Smaller frames are not counted. */
    static final int LARGE = 1 << 16;

    private static final boolean ON = Safeguard.isOn("announced-frames");

    private static final List<Entry> ENTRIES = new ArrayList<>();

    /** One frame; of no use any more when the connection has ended, but there until it is collected. */
    private static final class Entry {
        final int size;
        final Handshake connection;
        final WeakReference<Large> frame;

        Entry(Large frame, Handshake connection) {
            this.size = frame.announced;
            this.connection = connection;
            this.frame = new WeakReference<>(frame);
        }

        boolean isCollected() {
            return frame.get() == null;
        }
    }

    private AnnouncedFrames() {}

    /** A frame for a type of socket, or null when there is no room for it beside the others. */
    static @Nullable Msg allocate(int size, int type, Handshake connection) {
        long limit = FrameLimit.of(-1);
        if (!ON || limit < 0) {
            return new Large(size, type);
        }
        synchronized (ENTRIES) {
            if (!isRoomFor(size, limit)) {
                return null;
            }
            try {
                Large frame = new Large(size, type);
                ENTRIES.add(new Entry(frame, connection));
                return frame;
            } catch (OutOfMemoryError e) {
                return null; // others may use the heap, too; they shall not lose their connections for it
            }
        }
    }

    /**
     * Those of connections that have ended are not counted, but together with them it must not be more than twice as
     * much: which connection has ended is sometimes a guess ({@link Connections}).
     */
    private static boolean isRoomFor(int size, long limit) {
        ENTRIES.removeIf(Entry::isCollected);
        long all = size;
        long open = size;
        for (Entry entry : ENTRIES) {
            all += entry.size;
            open += entry.connection.isOpen() ? entry.size : 0;
        }
        return open <= limit && all <= 2 * limit;
    }

    private static void complete(Large frame) {
        synchronized (ENTRIES) {
            ENTRIES.removeIf(entry -> entry.frame.get() == frame);
        }
    }

    /** The engine asks for its size, or whether it is a command, when all of it has arrived. */
    private static final class Large extends Msg {
        private final int announced;
        private final int type;
        private boolean complete;

        Large(int size, int type) {
            super(size);
            announced = size;
            this.type = type;
        }

        private void lookedAt() {
            if (!complete) {
                complete = true;
                AnnouncedFrames.complete(this);
            }
        }

        @Override
        public int size() {
            lookedAt();
            return super.size();
        }

        @Override
        public boolean isCommand() {
            lookedAt();
            return super.isCommand() || (Subscription.concern(type) && Subscription.isDropped(this, announced, type));
        }
    }
}
