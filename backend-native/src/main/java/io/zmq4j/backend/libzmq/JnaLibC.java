package io.zmq4j.backend.libzmq;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@link LibC} through JNA. What is called for every message is mapped directly. */
final class JnaLibC implements LibC {
    /** All memory: offsets to it are addresses. */
    private static final Pointer MEMORY = new Pointer(0);

    private final boolean epoll;
    private final @Nullable Function eventfd;
    private final @Nullable Function setAffinity;

    private JnaLibC(NativeLibrary process) {
        this.epoll = find(process, "epoll_create1") != null;
        this.eventfd = find(process, "eventfd");
        this.setAffinity = find(process, "pthread_setaffinity_np");
    }

    /** Binds the functions of the C library that the process runs with. */
    static JnaLibC open() {
        NativeLibrary process = NativeLibrary.getProcess();
        Native.register(JnaLibC.class, process);
        JnaLibC libc = new JnaLibC(process);
        if (libc.epoll) {
            Native.register(Epoll.class, process);
        }
        return libc;
    }

    /** What only Linux has, mapped directly too. */
    private static final class Epoll {
        static native int epoll_create1(int flags);

        static native int epoll_ctl(int epoll, int operation, int descriptor, long event);

        static native int epoll_wait(int epoll, long events, int room, int millis);
    }

    private static @Nullable Function find(NativeLibrary library, String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    @Override
    public native int poll(long descriptors, long count, int millis);

    @Override
    public boolean hasEpoll() {
        return epoll;
    }

    @Override
    public int epoll_create1(int flags) {
        return Epoll.epoll_create1(flags);
    }

    @Override
    public int epoll_ctl(int descriptor, int operation, int target, long event) {
        return Epoll.epoll_ctl(descriptor, operation, target, event);
    }

    @Override
    public int epoll_wait(int descriptor, long events, int room, int millis) {
        return Epoll.epoll_wait(descriptor, events, room, millis);
    }

    @Override
    public boolean hasEventfd() {
        return eventfd != null;
    }

    @Override
    public int eventfd(int value, int flags) {
        return call(eventfd, value, flags);
    }

    @Override
    public native int pipe(long twoDescriptors);

    @Override
    public native long read(int descriptor, long target, long count);

    @Override
    public native long write(int descriptor, long source, long count);

    @Override
    public native int dup(int descriptor);

    @Override
    public native int close(int descriptor);

    @Override
    public native int getsockopt(int descriptor, int level, int option, long value, long length);

    @Override
    public boolean hasThreadScheduling() {
        return setAffinity != null;
    }

    @Override
    public native long pthread_self();

    @Override
    public native int pthread_setschedparam(long thread, int policy, long priority);

    @Override
    public int pthread_setaffinity_np(long thread, long size, long cpus) {
        return call(setAffinity, thread, size, cpus);
    }

    @Override
    public native int nice(int increment);

    private static int call(@Nullable Function function, Object... arguments) {
        if (function == null) {
            throw new IllegalStateException("this system lacks the function");
        }
        return function.invokeInt(arguments);
    }

    @Override
    public long malloc(long size) {
        long address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("no " + size + " bytes outside the heap");
        }
        return address;
    }

    @Override
    public void free(long address) {
        Native.free(address);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return MEMORY.getByteBuffer(address, size).order(ByteOrder.nativeOrder());
    }

    @Override
    public long addressOf(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    @Override
    public String text(long address) {
        return MEMORY.getString(address, StandardCharsets.UTF_8.name());
    }
}
