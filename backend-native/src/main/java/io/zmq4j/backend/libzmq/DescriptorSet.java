package io.zmq4j.backend.libzmq;

import io.zmq4j.ErrorCode;
import io.zmq4j.PollEvent;
import io.zmq4j.ZmqException;

/** The descriptors that one poller watches. Each goes by the index of its key. */
abstract class DescriptorSet {
    /** What {@link #pollable()} answers where a set is no descriptor itself. */
    static final int NONE = -1;

    /** The system's number for a descriptor that is not open. */
    static final int EBADF = 9;

    private static final int IN = 1 << PollEvent.POLLIN.ordinal();
    private static final int OUT = 1 << PollEvent.POLLOUT.ordinal();
    private static final int ERR = 1 << PollEvent.POLLERR.ordinal();
    private static final int PRI = 1 << PollEvent.POLLPRI.ordinal();
    private static final int EPERM = 1;
    private static final int EEXIST = 17;

    /** A set of the best kind there is. */
    static DescriptorSet open(NativeBinding binding, NativeErrors errors) {
        return binding.libc().hasEpoll() ? new EpollSet(binding, errors) : new PollSet(binding, errors);
    }

    /** Watches a descriptor for events of {@link PollEvent}. */
    final void add(int descriptor, int index, int events) {
        doAdd(descriptor, index, system(events));
    }

    /** Watches it for other events. */
    final void change(int descriptor, int index, int events) {
        doChange(descriptor, index, system(events));
    }

    /** Watches it no more. It may be closed, and another one of the set may have got its number. */
    abstract void remove(int descriptor, int index);

    /** Adds a descriptor with events as the system says them. */
    abstract void doAdd(int descriptor, int index, int events);

    /** Changes a descriptor that was added. */
    abstract void doChange(int descriptor, int index, int events);

    /** Waits; answers how many were found. A signal ends the wait early. */
    abstract int await(int millis);

    /** The index of one that was found. */
    abstract int index(int place);

    /** What one was found ready for, as the system says it. */
    abstract int found(int place);

    /** What one was found ready for, in events of {@link PollEvent}. */
    final int events(int place) {
        int found = found(place);
        int events = (found & LibC.POLLIN) == 0 ? 0 : IN;
        events |= (found & LibC.POLLOUT) == 0 ? 0 : OUT;
        events |= (found & LibC.POLLPRI) == 0 ? 0 : PRI;
        return (found & ~(LibC.POLLIN | LibC.POLLOUT | LibC.POLLPRI)) == 0 ? events : events | ERR;
    }

    /** A descriptor that is readable whenever one of the set is ready, or {@link #NONE}. */
    abstract int pollable();

    abstract void dispose();

    private static int system(int events) {
        return ((events & IN) == 0 ? 0 : LibC.POLLIN)
                | ((events & OUT) == 0 ? 0 : LibC.POLLOUT)
                | ((events & PRI) == 0 ? 0 : LibC.POLLPRI);
    }

    /** Why a descriptor cannot be watched. */
    static ZmqException refusal(NativeErrors errors, int errno, int descriptor) {
        return switch (errno) {
            case EBADF -> refusal("descriptor " + descriptor + " is not open", errno);
            case EPERM ->
                refusal(
                        "descriptor " + descriptor
                                + " cannot be polled: it is of a kind that never waits, such as a regular file",
                        errno);
            case EEXIST ->
                refusal(
                        "descriptor " + descriptor + " is in this poller already, as part of a socket or channel",
                        errno);
            default -> errors.failure(errno, "polling of descriptor " + descriptor);
        };
    }

    private static ZmqException refusal(String message, int errno) {
        return new ZmqException(ErrorCode.EINVAL, message, errno, null);
    }
}
