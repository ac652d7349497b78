package io.zmq4j.backend.libzmq;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * {@link LibZmq} through the JDK's own foreign functions, for JDK 22 and later: some ten times faster than JNA.
 *
 * <p>The handles are constants, so that the compiler of the JVM sees through them; hence there is one library a
 * process. What is <i>critical</i> neither waits nor calls back, and returns at once.
 */
@SuppressWarnings("restricted")
final class FfmLibZmq implements LibZmq {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final FfmLibrary LIBRARY = FfmLibrary.zmq();

    private static final MethodHandle ZMQ_VERSION =
            LIBRARY.critical("zmq_version", FunctionDescriptor.ofVoid(LONG, LONG, LONG));
    private static final MethodHandle ZMQ_HAS = LIBRARY.critical("zmq_has", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle ZMQ_STRERROR = LIBRARY.plain("zmq_strerror", FunctionDescriptor.of(LONG, INT));
    private static final MethodHandle ZMQ_CTX_NEW = LIBRARY.captured("zmq_ctx_new", FunctionDescriptor.of(LONG));
    private static final MethodHandle ZMQ_CTX_TERM = LIBRARY.captured("zmq_ctx_term", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle ZMQ_CTX_SET =
            LIBRARY.captured("zmq_ctx_set", FunctionDescriptor.of(INT, LONG, INT, INT));
    private static final MethodHandle ZMQ_CTX_GET =
            LIBRARY.captured("zmq_ctx_get", FunctionDescriptor.of(INT, LONG, INT));
    private static final MethodHandle ZMQ_SOCKET =
            LIBRARY.captured("zmq_socket", FunctionDescriptor.of(LONG, LONG, INT));
    private static final MethodHandle ZMQ_CLOSE = LIBRARY.captured("zmq_close", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle ZMQ_SETSOCKOPT =
            LIBRARY.captured("zmq_setsockopt", FunctionDescriptor.of(INT, LONG, INT, LONG, LONG));
    private static final MethodHandle ZMQ_GETSOCKOPT =
            LIBRARY.repeatable("zmq_getsockopt", FunctionDescriptor.of(INT, LONG, INT, LONG, LONG));
    private static final MethodHandle ZMQ_BIND = LIBRARY.captured("zmq_bind", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_CONNECT =
            LIBRARY.captured("zmq_connect", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_UNBIND =
            LIBRARY.captured("zmq_unbind", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_DISCONNECT =
            LIBRARY.captured("zmq_disconnect", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_SOCKET_MONITOR =
            LIBRARY.captured("zmq_socket_monitor", FunctionDescriptor.of(INT, LONG, LONG, INT));
    private static final MethodHandle ZMQ_SEND =
            LIBRARY.captured("zmq_send", FunctionDescriptor.of(INT, LONG, LONG, LONG, INT));
    private static final MethodHandle ZMQ_SEND_FIRST =
            LIBRARY.repeatable("zmq_send", FunctionDescriptor.of(INT, LONG, LONG, LONG, INT));
    private static final MethodHandle ZMQ_MSG_INIT = LIBRARY.critical("zmq_msg_init", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle ZMQ_MSG_INIT_SIZE =
            LIBRARY.repeatable("zmq_msg_init_size", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_MSG_COPY =
            LIBRARY.captured("zmq_msg_copy", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_MSG_MOVE =
            LIBRARY.captured("zmq_msg_move", FunctionDescriptor.of(INT, LONG, LONG));
    private static final MethodHandle ZMQ_MSG_GETS =
            LIBRARY.plain("zmq_msg_gets", FunctionDescriptor.of(LONG, LONG, LONG));
    private static final MethodHandle ZMQ_MSG_DATA =
            LIBRARY.critical("zmq_msg_data", FunctionDescriptor.of(LONG, LONG));
    private static final MethodHandle ZMQ_MSG_SIZE =
            LIBRARY.critical("zmq_msg_size", FunctionDescriptor.of(LONG, LONG));
    private static final MethodHandle ZMQ_MSG_MORE = LIBRARY.critical("zmq_msg_more", FunctionDescriptor.of(INT, LONG));
    private static final FunctionDescriptor MESSAGE_CALL = FunctionDescriptor.of(INT, LONG, LONG, INT);
    private static final MethodHandle ZMQ_MSG_SEND = LIBRARY.captured("zmq_msg_send", MESSAGE_CALL);
    private static final MethodHandle ZMQ_MSG_SEND_FIRST = LIBRARY.repeatable("zmq_msg_send", MESSAGE_CALL);
    private static final MethodHandle ZMQ_MSG_RECV = LIBRARY.captured("zmq_msg_recv", MESSAGE_CALL);
    private static final MethodHandle ZMQ_MSG_RECV_NEXT = LIBRARY.repeatable("zmq_msg_recv", MESSAGE_CALL);
    private static final MethodHandle ZMQ_MSG_CLOSE = LIBRARY.plain("zmq_msg_close", FunctionDescriptor.of(INT, LONG));
    private static final MethodHandle ZMQ_MSG_INIT_DATA =
            LIBRARY.captured("zmq_msg_init_data", FunctionDescriptor.of(INT, LONG, LONG, LONG, LONG, LONG));

    // What a libzmq may lack is looked up one by one.
    private static final FunctionDescriptor EXT = FunctionDescriptor.of(INT, LONG, INT, LONG, LONG);
    private static final @Nullable MethodHandle ZMQ_CTX_SET_EXT = LIBRARY.capturedIfThere("zmq_ctx_set_ext", EXT);
    private static final @Nullable MethodHandle ZMQ_CTX_GET_EXT = LIBRARY.capturedIfThere("zmq_ctx_get_ext", EXT);

    @Override
    public int errno() {
        return FfmErrno.last();
    }

    @Override
    public boolean hasContextExt() {
        return ZMQ_CTX_SET_EXT != null && ZMQ_CTX_GET_EXT != null;
    }

    @Override
    public int zmq_ctx_set_ext(long context, int option, long value, long length) {
        return ext(ZMQ_CTX_SET_EXT, context, option, value, length);
    }

    @Override
    public int zmq_ctx_get_ext(long context, int option, long value, long length) {
        return ext(ZMQ_CTX_GET_EXT, context, option, value, length);
    }

    private static int ext(@Nullable MethodHandle function, long context, int option, long value, long length) {
        if (function == null) {
            throw new IllegalStateException("this libzmq lacks the function");
        }
        try {
            return (int) function.invokeExact(FfmErrno.ofThread(), context, option, value, length);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_init_data(long message, long data, long size, long number) {
        try {
            return (int)
                    ZMQ_MSG_INIT_DATA.invokeExact(FfmErrno.ofThread(), message, data, size, FfmRelease.ADDRESS, number);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public void zmq_version(long major, long minor, long patch) {
        try {
            ZMQ_VERSION.invokeExact(major, minor, patch);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_has(long capability) {
        try {
            return (int) ZMQ_HAS.invokeExact(capability);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_strerror(int errno) {
        try {
            return (long) ZMQ_STRERROR.invokeExact(errno);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_ctx_new() {
        try {
            return (long) ZMQ_CTX_NEW.invokeExact(FfmErrno.ofThread());
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_ctx_term(long context) {
        try {
            return (int) ZMQ_CTX_TERM.invokeExact(FfmErrno.ofThread(), context);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_ctx_set(long context, int option, int value) {
        try {
            return (int) ZMQ_CTX_SET.invokeExact(FfmErrno.ofThread(), context, option, value);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_ctx_get(long context, int option) {
        try {
            return (int) ZMQ_CTX_GET.invokeExact(FfmErrno.ofThread(), context, option);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_socket(long context, int type) {
        try {
            return (long) ZMQ_SOCKET.invokeExact(FfmErrno.ofThread(), context, type);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_close(long socket) {
        try {
            return (int) ZMQ_CLOSE.invokeExact(FfmErrno.ofThread(), socket);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_setsockopt(long socket, int option, long value, long length) {
        try {
            return (int) ZMQ_SETSOCKOPT.invokeExact(FfmErrno.ofThread(), socket, option, value, length);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_getsockopt(long socket, int option, long value, long length) {
        try {
            return (int) ZMQ_GETSOCKOPT.invokeExact(socket, option, value, length);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_bind(long socket, long endpoint) {
        try {
            return (int) ZMQ_BIND.invokeExact(FfmErrno.ofThread(), socket, endpoint);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_connect(long socket, long endpoint) {
        try {
            return (int) ZMQ_CONNECT.invokeExact(FfmErrno.ofThread(), socket, endpoint);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_unbind(long socket, long endpoint) {
        try {
            return (int) ZMQ_UNBIND.invokeExact(FfmErrno.ofThread(), socket, endpoint);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_disconnect(long socket, long endpoint) {
        try {
            return (int) ZMQ_DISCONNECT.invokeExact(FfmErrno.ofThread(), socket, endpoint);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_socket_monitor(long socket, long endpoint, int events) {
        try {
            return (int) ZMQ_SOCKET_MONITOR.invokeExact(FfmErrno.ofThread(), socket, endpoint, events);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_send(long socket, long data, long length, int flags) {
        try {
            return (int) ZMQ_SEND.invokeExact(FfmErrno.ofThread(), socket, data, length, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_send_first(long socket, long data, long length, int flags) {
        try {
            return (int) ZMQ_SEND_FIRST.invokeExact(socket, data, length, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_init(long message) {
        try {
            return (int) ZMQ_MSG_INIT.invokeExact(message);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_init_size(long message, long size) {
        try {
            return (int) ZMQ_MSG_INIT_SIZE.invokeExact(message, size);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_copy(long target, long source) {
        try {
            return (int) ZMQ_MSG_COPY.invokeExact(FfmErrno.ofThread(), target, source);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_move(long target, long source) {
        try {
            return (int) ZMQ_MSG_MOVE.invokeExact(FfmErrno.ofThread(), target, source);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_msg_gets(long message, long property) {
        try {
            return (long) ZMQ_MSG_GETS.invokeExact(message, property);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_msg_data(long message) {
        try {
            return (long) ZMQ_MSG_DATA.invokeExact(message);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public long zmq_msg_size(long message) {
        try {
            return (long) ZMQ_MSG_SIZE.invokeExact(message);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_more(long message) {
        try {
            return (int) ZMQ_MSG_MORE.invokeExact(message);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_send(long message, long socket, int flags) {
        try {
            return (int) ZMQ_MSG_SEND.invokeExact(FfmErrno.ofThread(), message, socket, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_send_first(long message, long socket, int flags) {
        try {
            return (int) ZMQ_MSG_SEND_FIRST.invokeExact(message, socket, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_recv(long message, long socket, int flags) {
        try {
            return (int) ZMQ_MSG_RECV.invokeExact(FfmErrno.ofThread(), message, socket, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_recv_next(long message, long socket, int flags) {
        try {
            return (int) ZMQ_MSG_RECV_NEXT.invokeExact(message, socket, flags);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }

    @Override
    public int zmq_msg_close(long message) {
        try {
            return (int) ZMQ_MSG_CLOSE.invokeExact(message);
        } catch (Throwable e) {
            throw FfmLibrary.unexpected(e);
        }
    }
}
