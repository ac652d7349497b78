package io.zmq4j.backend.libzmq;

import java.nio.ByteBuffer;

/**
 * What is needed of the C library: descriptors to wait with, memory, and the calls by which libzmq's hazards are tried
 * out beforehand.
 *
 * <p>Addresses are {@code long}, 0 is {@code NULL}. A failed call's errno is in {@link LibZmq#errno()}.
 */
@SuppressWarnings("MemberName") // the names of the C library
interface LibC {
    // What poll and epoll_wait find, alike on Linux and macOS.
    short POLLIN = 1;
    short POLLPRI = 2;
    short POLLOUT = 4;
    short POLLNVAL = 32;

    /** Of Linux: not inherited by child processes. */
    int EPOLL_CLOEXEC = 0x80000;

    // What epoll_ctl does.
    int EPOLL_CTL_ADD = 1;
    int EPOLL_CTL_DEL = 2;
    int EPOLL_CTL_MOD = 3;

    /** Of Linux: not inherited by child processes. */
    int EFD_CLOEXEC = 0x80000;

    /** Bytes of a {@code struct pollfd}: int fd, short events, short revents. */
    int POLLFD_SIZE = 8;

    int poll(long descriptors, long count, int millis);

    /** Whether the system has {@link #epoll_create1} and its like. */
    boolean hasEpoll();

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int descriptor, long event);

    int epoll_wait(int epoll, long events, int room, int millis);

    /** Whether the system has {@link #eventfd}. */
    boolean hasEventfd();

    int eventfd(int value, int flags);

    int pipe(long twoDescriptors);

    long read(int descriptor, long target, long count);

    long write(int descriptor, long source, long count);

    int dup(int descriptor);

    int close(int descriptor);

    int getsockopt(int descriptor, int level, int option, long value, long length);

    /** Whether the system has {@link #pthread_setschedparam} and {@link #pthread_setaffinity_np}. */
    boolean hasThreadScheduling();

    long pthread_self();

    /** Unlike the others it returns the error number. */
    int pthread_setschedparam(long thread, int policy, long priority);

    /** Unlike the others it returns the error number. */
    int pthread_setaffinity_np(long thread, long size, long cpus);

    int nice(int increment);

    /** Memory that stays where it is until {@link #free}; its contents are undefined. */
    long malloc(long size);

    void free(long address);

    /** Memory as a buffer in native byte order. Must not be used once the memory is free. */
    ByteBuffer view(long address, int size);

    /** The address of the first byte (index 0) of a direct buffer. */
    long addressOf(ByteBuffer direct);

    /** The text at an address, up to its zero byte. */
    String text(long address);
}
