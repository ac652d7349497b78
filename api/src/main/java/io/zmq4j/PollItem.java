package io.zmq4j;

import io.zmq4j.spi.PollTarget;
import java.nio.channels.SelectableChannel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Something to poll, and what for: a socket, a file descriptor, or a channel. After a poll it says what it is ready
 * for.
 *
 * <p>An item is used by one poll or {@link Poller} at a time. The same socket may stand in several items.
 */
public final class PollItem {
    private final PollTarget target;
    private final Set<PollEvent> events;
    private volatile int ready;

    private PollItem(Object polled, PollEvent[] events) {
        EnumSet<PollEvent> wanted = EnumSet.noneOf(PollEvent.class);
        int mask = 0;
        for (PollEvent event : events) {
            wanted.add(event);
            mask |= 1 << event.ordinal();
        }
        this.events = Collections.unmodifiableSet(wanted);
        this.target = new PollTarget(polled, mask, bits -> ready = bits);
    }

    /**
     * Polls a socket.
     *
     * @param socket the socket
     * @param events {@link PollEvent#POLLIN}, {@link PollEvent#POLLOUT} or both; the others never come true
     * @return the item
     */
    public static PollItem of(Socket socket, PollEvent... events) {
        return new PollItem(Objects.requireNonNull(socket, "socket"), events);
    }

    /**
     * Polls a file descriptor, where the backend has {@link Capability#POLL_DESCRIPTORS}. It must stay open as long as
     * the item is polled.
     *
     * @param descriptor 0 or more
     * @param events any
     * @return the item
     * @throws ZmqException {@link ErrorCode#EINVAL} for a negative number
     */
    public static PollItem ofFd(int descriptor, PollEvent... events) {
        if (descriptor < 0) {
            throw new ZmqException(ErrorCode.EINVAL, "a file descriptor must be 0 or more, was " + descriptor);
        }
        return new PollItem(descriptor, events);
    }

    /**
     * Polls a channel of the JDK.
     *
     * @param channel in non-blocking mode; {@link PollEvent#POLLIN} stands for read or accept, whichever it knows,
     *     {@link PollEvent#POLLOUT} for write or connect
     * @param events any
     * @return the item
     * @throws ZmqException {@link ErrorCode#EINVAL} for a channel in blocking mode, and for events it does not know
     */
    public static PollItem ofChannel(SelectableChannel channel, PollEvent... events) {
        if (channel.isBlocking()) {
            throw new ZmqException(
                    ErrorCode.EINVAL, "a channel must be non-blocking to be polled, was blocking: " + channel);
        }
        return new PollItem(channel, events);
    }

    /**
     * What is polled for.
     *
     * @return the events, unmodifiable
     */
    public Set<PollEvent> events() {
        return events;
    }

    /**
     * What the last poll found it ready for.
     *
     * @return some of {@link #events()}, and perhaps {@link PollEvent#POLLERR}; a new set
     */
    public Set<PollEvent> revents() {
        int bits = ready;
        EnumSet<PollEvent> found = EnumSet.noneOf(PollEvent.class);
        for (PollEvent event : PollEvent.values()) {
            if ((bits & (1 << event.ordinal())) != 0) {
                found.add(event);
            }
        }
        return found;
    }

    /**
     * Whether the last poll found {@link PollEvent#POLLIN}. Allocates nothing.
     *
     * @return true when a receive would not wait
     */
    public boolean isReadable() {
        return (ready & (1 << PollEvent.POLLIN.ordinal())) != 0;
    }

    /**
     * Whether the last poll found {@link PollEvent#POLLOUT}. Allocates nothing.
     *
     * @return true when a send would not wait
     */
    public boolean isWritable() {
        return (ready & (1 << PollEvent.POLLOUT.ordinal())) != 0;
    }

    /**
     * Whether the last poll found {@link PollEvent#POLLERR}. Allocates nothing.
     *
     * @return true for a descriptor or channel in error
     */
    public boolean isError() {
        return (ready & (1 << PollEvent.POLLERR.ordinal())) != 0;
    }

    /**
     * What is polled, in the form pollers use.
     *
     * @return the target
     */
    public PollTarget target() {
        return target;
    }

    /**
     * What is polled and what for, for people.
     *
     * @return such as {@code SUB#3 [POLLIN]}
     */
    @Override
    public String toString() {
        return target.polled() + " " + events;
    }
}
