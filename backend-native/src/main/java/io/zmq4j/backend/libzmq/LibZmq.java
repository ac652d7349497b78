package io.zmq4j.backend.libzmq;

/**
 * The functions of libzmq that are called, by their C names.
 *
 * <p>Handles and addresses are {@code long}, 0 is {@code NULL}, texts are addresses of zero-terminated bytes. The
 * numbers are those of {@code zmq.h}. Nothing here is called in a way that could block, but for {@link #zmq_ctx_term};
 * {@code zmq_poll} and {@code zmq_proxy} are left out because they always would.
 */
@SuppressWarnings("MemberName") // the names of zmq.h
interface LibZmq {
    int ZMQ_DONTWAIT = 1;
    int ZMQ_SNDMORE = 2;

    int ZMQ_RCVMORE = 13;
    int ZMQ_FD = 14;
    int ZMQ_EVENTS = 15;
    int ZMQ_LINGER = 17;
    int ZMQ_LAST_ENDPOINT = 32;
    int ZMQ_USE_FD = 89;

    /** The errno of the last call on this thread through {@link LibZmq} or {@link LibC}, taken with the call. */
    int errno();

    void zmq_version(long major, long minor, long patch);

    int zmq_has(long capability);

    long zmq_strerror(int errno);

    long zmq_ctx_new();

    int zmq_ctx_term(long context);

    int zmq_ctx_set(long context, int option, int value);

    int zmq_ctx_get(long context, int option);

    /** Whether the library has {@link #zmq_ctx_set_ext} and {@link #zmq_ctx_get_ext}. */
    boolean hasContextExt();

    int zmq_ctx_set_ext(long context, int option, long value, long length);

    int zmq_ctx_get_ext(long context, int option, long value, long length);

    long zmq_socket(long context, int type);

    int zmq_close(long socket);

    int zmq_setsockopt(long socket, int option, long value, long length);

    /** May be called twice when it fails. */
    int zmq_getsockopt(long socket, int option, long value, long length);

    int zmq_bind(long socket, long endpoint);

    int zmq_connect(long socket, long endpoint);

    int zmq_unbind(long socket, long endpoint);

    int zmq_disconnect(long socket, long endpoint);

    /** Reports over a PAIR socket at an inproc endpoint; with endpoint 0 it ends. */
    int zmq_socket_monitor(long socket, long endpoint, int events);

    int zmq_send(long socket, long data, long length, int flags);

    /**
     * As {@link #zmq_send}, but may be called twice when it fails: a frame that continues a message could go to another
     * peer then.
     */
    default int zmq_send_first(long socket, long data, long length, int flags) {
        return zmq_send(socket, data, length, flags);
    }

    int zmq_msg_init(long message);

    /** May be called twice when it fails. */
    int zmq_msg_init_size(long message, long size);

    /**
     * A message sent from the caller's memory. When the library is done with it, {@link LentMemory#released} is called
     * with the number, on any thread.
     */
    int zmq_msg_init_data(long message, long data, long size, long number);

    int zmq_msg_copy(long target, long source);

    int zmq_msg_move(long target, long source);

    /** Address of a text that lives as long as the message, or 0. */
    long zmq_msg_gets(long message, long property);

    long zmq_msg_data(long message);

    long zmq_msg_size(long message);

    int zmq_msg_more(long message);

    int zmq_msg_send(long message, long socket, int flags);

    /** As {@link #zmq_msg_send}, but may be called twice when it fails; see {@link #zmq_send_first}. */
    default int zmq_msg_send_first(long message, long socket, int flags) {
        return zmq_msg_send(message, socket, flags);
    }

    int zmq_msg_recv(long message, long socket, int flags);

    /** As {@link #zmq_msg_recv}, but may be called twice when it fails, which takes twice the time then. */
    default int zmq_msg_recv_next(long message, long socket, int flags) {
        return zmq_msg_recv(message, socket, flags);
    }

    int zmq_msg_close(long message);
}
