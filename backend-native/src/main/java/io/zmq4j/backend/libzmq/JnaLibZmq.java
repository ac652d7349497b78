package io.zmq4j.backend.libzmq;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** {@link LibZmq} through JNA's direct mapping: works on every JDK. */
final class JnaLibZmq implements LibZmq {
    /** {@code zmq_free_fn}; never collected, as the library may call it at any time. */
    private interface Release extends Callback {
        void invoke(Pointer data, Pointer hint);
    }

    private static final Release RELEASE = (data, hint) -> LentMemory.released(Pointer.nativeValue(hint));

    static {
        // the library's I/O threads become daemon threads of Java at their first call, and stay so
        Native.setCallbackThreadInitializer(RELEASE, new CallbackThreadInitializer(true, false, "zmq4j libzmq"));
    }

    private final @Nullable Function contextSetExt;
    private final @Nullable Function contextGetExt;

    private JnaLibZmq(NativeLibrary library) {
        this.contextSetExt = find(library, "zmq_ctx_set_ext");
        this.contextGetExt = find(library, "zmq_ctx_get_ext");
    }

    /**
     * Loads a library and binds its functions.
     *
     * @param library a path, or a name the system knows
     * @throws UnsatisfiedLinkError it cannot be loaded, or lacks a function
     */
    static JnaLibZmq open(String library) {
        NativeLibrary opened = NativeLibrary.getInstance(library);
        Native.register(JnaLibZmq.class, opened);
        return new JnaLibZmq(opened);
    }

    /** Functions that a libzmq may lack are looked up one by one. */
    private static @Nullable Function find(NativeLibrary library, String name) {
        try {
            return library.getFunction(name);
        } catch (UnsatisfiedLinkError e) {
            return null;
        }
    }

    /** JNA keeps errno per thread, right after each call. */
    @Override
    public int errno() {
        return Native.getLastError();
    }

    @Override
    public boolean hasContextExt() {
        return contextSetExt != null && contextGetExt != null;
    }

    @Override
    public int zmq_ctx_set_ext(long context, int option, long value, long length) {
        return call(contextSetExt, context, option, value, length);
    }

    @Override
    public int zmq_ctx_get_ext(long context, int option, long value, long length) {
        return call(contextGetExt, context, option, value, length);
    }

    private static int call(@Nullable Function function, Object... arguments) {
        if (function == null) {
            throw new IllegalStateException("this libzmq lacks the function");
        }
        return function.invokeInt(arguments);
    }

    @Override
    public native void zmq_version(long major, long minor, long patch);

    @Override
    public native int zmq_has(long capability);

    @Override
    public native long zmq_strerror(int errno);

    @Override
    public native long zmq_ctx_new();

    @Override
    public native int zmq_ctx_term(long context);

    @Override
    public native int zmq_ctx_set(long context, int option, int value);

    @Override
    public native int zmq_ctx_get(long context, int option);

    @Override
    public native long zmq_socket(long context, int type);

    @Override
    public native int zmq_close(long socket);

    @Override
    public native int zmq_setsockopt(long socket, int option, long value, long length);

    @Override
    public native int zmq_getsockopt(long socket, int option, long value, long length);

    @Override
    public native int zmq_bind(long socket, long endpoint);

    @Override
    public native int zmq_connect(long socket, long endpoint);

    @Override
    public native int zmq_unbind(long socket, long endpoint);

    @Override
    public native int zmq_disconnect(long socket, long endpoint);

    @Override
    public native int zmq_socket_monitor(long socket, long endpoint, int events);

    @Override
    public native int zmq_send(long socket, long data, long length, int flags);

    @Override
    public native int zmq_msg_init(long message);

    @Override
    public native int zmq_msg_init_size(long message, long size);

    @Override
    public int zmq_msg_init_data(long message, long data, long size, long number) {
        return zmq_msg_init_data(message, data, size, RELEASE, number);
    }

    private static native int zmq_msg_init_data(long message, long data, long size, Release release, long hint);

    @Override
    public native int zmq_msg_copy(long target, long source);

    @Override
    public native int zmq_msg_move(long target, long source);

    @Override
    public native long zmq_msg_gets(long message, long property);

    @Override
    public native long zmq_msg_data(long message);

    @Override
    public native long zmq_msg_size(long message);

    @Override
    public native int zmq_msg_more(long message);

    @Override
    public native int zmq_msg_send(long message, long socket, int flags);

    @Override
    public native int zmq_msg_recv(long message, long socket, int flags);

    @Override
    public native int zmq_msg_close(long message);
}
