package io.zmq4j.backend.libzmq;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** {@link LibC} through the JDK's own foreign functions, as {@link FfmLibZmq}. */
@SuppressWarnings("restricted")
final class FfmLibC implements LibC {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final FfmLibrary LIBRARY = FfmLibrary.c();

    /** All memory: offsets to it are addresses. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final MethodHandle POLL = LIBRARY.captured("poll", FunctionDescriptor.of(INT, LONG, LONG, INT));
    private static final MethodHandle PIPE = LIBRARY.captured("pipe", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle READ = LIBRARY.captured("read", FunctionDescriptor.of(LONG, INT, LONG, LONG));
    private static final MethodHandle WRITE = LIBRARY.captured("write", FunctionDescriptor.of(LONG, INT, LONG, LONG));
    private static final MethodHandle DUP = LIBRARY.captured("dup", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle CLOSE = LIBRARY.captured("close", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GETSOCKOPT =
            LIBRARY.captured("getsockopt", FunctionDescriptor.of(INT, INT, INT, INT, LONG, LONG));
    private static final MethodHandle PTHREAD_SELF = LIBRARY.plain("pthread_self", FunctionDescriptor.of(LONG));
    private static final MethodHandle PTHREAD_SETSCHEDPARAM =
            LIBRARY.plain("pthread_setschedparam", FunctionDescriptor.of(INT, LONG, INT, LONG));
    private static final MethodHandle NICE = LIBRARY.captured("nice", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle MALLOC = LIBRARY.plain("malloc", FunctionDescriptor.of(LONG, LONG));
    private static final MethodHandle FREE = LIBRARY.plain("free", FunctionDescriptor.ofVoid(LONG));

    // What only Linux has.
    private static final @Nullable MethodHandle EPOLL_CREATE1 =
            LIBRARY.capturedIfThere("epoll_create1", FunctionDescriptor.of(INT, INT));
    private static final @Nullable MethodHandle EPOLL_CTL =
            LIBRARY.capturedIfThere("epoll_ctl", FunctionDescriptor.of(INT, INT, INT, INT, LONG));
    private static final @Nullable MethodHandle EPOLL_WAIT =
            LIBRARY.capturedIfThere("epoll_wait", FunctionDescriptor.of(INT, INT, LONG, INT, INT));
    private static final @Nullable MethodHandle EPOLL_LOOK =
            LIBRARY.repeatableIfThere("epoll_wait", FunctionDescriptor.of(INT, INT, LONG, INT, INT));
    private static final @Nullable MethodHandle EVENTFD =
            LIBRARY.capturedIfThere("eventfd", FunctionDescriptor.of(INT, INT, INT));
    private static final @Nullable MethodHandle PTHREAD_SETAFFINITY_NP =
            LIBRARY.capturedIfThere("pthread_setaffinity_np", FunctionDescriptor.of(INT, LONG, LONG, LONG));

    @Override
    public int poll(long descriptors, long count, int millis) {
        try {
            return (int) POLL.invokeExact(FfmErrno.ofThread(), descriptors, count, millis);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int pipe(long twoDescriptors) {
        try {
            return (int) PIPE.invokeExact(FfmErrno.ofThread(), twoDescriptors);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long read(int descriptor, long target, long count) {
        try {
            return (long) READ.invokeExact(FfmErrno.ofThread(), descriptor, target, count);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long write(int descriptor, long source, long count) {
        try {
            return (long) WRITE.invokeExact(FfmErrno.ofThread(), descriptor, source, count);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int dup(int descriptor) {
        try {
            return (int) DUP.invokeExact(FfmErrno.ofThread(), descriptor);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int close(int descriptor) {
        try {
            return (int) CLOSE.invokeExact(FfmErrno.ofThread(), descriptor);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int getsockopt(int descriptor, int level, int option, long value, long length) {
        try {
            return (int) GETSOCKOPT.invokeExact(FfmErrno.ofThread(), descriptor, level, option, value, length);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long pthread_self() {
        try {
            return (long) PTHREAD_SELF.invokeExact();
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int pthread_setschedparam(long thread, int policy, long priority) {
        try {
            return (int) PTHREAD_SETSCHEDPARAM.invokeExact(thread, policy, priority);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int nice(int increment) {
        try {
            return (int) NICE.invokeExact(FfmErrno.ofThread(), increment);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public boolean hasEpoll() {
        return EPOLL_CREATE1 != null;
    }

    @Override
    public int epoll_create1(int flags) {
        try {
            return (int) there(EPOLL_CREATE1).invokeExact(FfmErrno.ofThread(), flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int epoll_ctl(int epoll, int operation, int descriptor, long event) {
        try {
            return (int) there(EPOLL_CTL).invokeExact(FfmErrno.ofThread(), epoll, operation, descriptor, event);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int epoll_wait(int epoll, long events, int room, int millis) {
        try {
            return millis == 0
                    ? (int) there(EPOLL_LOOK).invokeExact(epoll, events, room, millis)
                    : (int) there(EPOLL_WAIT).invokeExact(FfmErrno.ofThread(), epoll, events, room, millis);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public boolean hasEventfd() {
        return EVENTFD != null;
    }

    @Override
    public int eventfd(int value, int flags) {
        try {
            return (int) there(EVENTFD).invokeExact(FfmErrno.ofThread(), value, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public boolean hasThreadScheduling() {
        return PTHREAD_SETAFFINITY_NP != null;
    }

    @Override
    public int pthread_setaffinity_np(long thread, long size, long cpus) {
        try {
            return (int) there(PTHREAD_SETAFFINITY_NP).invokeExact(FfmErrno.ofThread(), thread, size, cpus);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    private static MethodHandle there(@Nullable MethodHandle function) {
        if (function == null) {
            throw new IllegalStateException("this system lacks the function");
        }
        return function;
    }

    @Override
    public long malloc(long size) {
        long address;
        try {
            address = (long) MALLOC.invokeExact(size);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
        if (address == 0) {
            throw new OutOfMemoryError("no " + size + " bytes outside the heap");
        }
        return address;
    }

    @Override
    public void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return MEMORY.asSlice(address, size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public long addressOf(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct.duplicate().clear()).address();
    }

    @Override
    public String text(long address) {
        return MEMORY.getString(address);
    }
}
