package io.zmq4j.spi;

import io.zmq4j.Capability;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Option.Access;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.util.Objects;

/**
 * The options of one socket: which may be read and set and when, those that the skeleton answers itself, and the time
 * limits, which are its own. Guarded by the socket's guard.
 */
final class SocketSettings {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final AbstractSocket socket;
    private final AbstractContext context;
    private final SocketType type;
    private final SocketResource resource;
    private final SocketEndpoints endpoints;
    private long sendTimeout = Limits.FOREVER;
    private long recvTimeout = Limits.FOREVER;
    private boolean conflate;
    private boolean welcome;

    SocketSettings(AbstractSocket socket, AbstractContext context, SocketType type, SocketEndpoints endpoints) {
        this.socket = socket;
        this.context = context;
        this.type = type;
        this.resource = socket.resource();
        this.endpoints = endpoints;
    }

    /** SNDTIMEO in nanoseconds, negative for none. */
    long sendTimeout() {
        return sendTimeout;
    }

    /** RCVTIMEO in nanoseconds, negative for none. */
    long recvTimeout() {
        return recvTimeout;
    }

    boolean welcomes() {
        return welcome;
    }

    boolean conflates() {
        return conflate;
    }

    <T> T get(SocketOption<T> option) {
        if (option.access() == Access.WRITE) {
            throw new ZmqException(ErrorCode.EINVAL, option + " can only be written");
        }
        checkOption(option);
        resource.enter();
        try {
            return option.codec().form() == OptionCodec.Form.NUMBER
                    ? option.codec().fromNumber(getNumber(option))
                    : option.codec().fromBytes(socket.doGetBytes(option));
        } finally {
            resource.exit();
        }
    }

    private long getNumber(SocketOption<?> option) {
        if (option == SocketOptions.EVENTS) {
            return socket.events();
        } else if (option == SocketOptions.TYPE) {
            return type.ordinal();
        } else if (option == SocketOptions.RCVMORE) {
            return socket.moreFollows() ? 1 : 0;
        } else if (option == SocketOptions.THREAD_SAFE) {
            return 0;
        } else if (option == SocketOptions.SNDTIMEO) {
            return millis(sendTimeout);
        } else if (option == SocketOptions.RCVTIMEO) {
            return millis(recvTimeout);
        }
        return socket.doGetNumber(option);
    }

    private static long millis(long nanos) {
        return nanos < 0 ? -1 : nanos / NANOS_PER_MILLI;
    }

    <T> void set(SocketOption<T> option, T value) {
        Objects.requireNonNull(value, option.name());
        if (option.access() == Access.READ) {
            throw new ZmqException(ErrorCode.EINVAL, option + " can only be read");
        }
        checkOption(option);
        if (option.codec().form() == OptionCodec.Form.NUMBER) {
            long number = option.codec().toNumber(option.name(), value);
            resource.enter();
            try {
                checkAttached(option);
                setNumber(option, number);
            } finally {
                resource.exit();
            }
        } else {
            byte[] bytes = option.codec().toBytes(option.name(), value);
            resource.enter();
            try {
                checkAttached(option);
                if (option == SocketOptions.CONNECT_RID) {
                    endpoints.connectIds().set(type, bytes);
                } else if (option == SocketOptions.IDENTITY && bytes[0] == 0) {
                    throw new ZmqException(
                            ErrorCode.EINVAL,
                            "IDENTITY must not start with a zero byte: such ids are those that a ROUTER makes up");
                }
                socket.doSetBytes(option, bytes);
                if (option == SocketOptions.XPUB_WELCOME_MSG) {
                    welcome = bytes.length > 0;
                }
            } finally {
                resource.exit();
            }
        }
    }

    private void setNumber(SocketOption<?> option, long number) {
        if (option == SocketOptions.CONFLATE) {
            boolean kept = conflate && endpoints.isAttached() && Safeguard.isOn("conflate-kept"); // by connections
            conflate = number != 0 || kept;
        } else if (option == SocketOptions.SNDTIMEO) {
            sendTimeout = nanos(number);
        } else if (option == SocketOptions.RCVTIMEO) {
            recvTimeout = nanos(number);
        }
        socket.doSetNumber(option, number);
    }

    private static long nanos(long millis) {
        return millis < 0 ? Limits.FOREVER : millis * NANOS_PER_MILLI;
    }

    private void checkOption(SocketOption<?> option) {
        if (!option.socketTypes().contains(type) && Safeguard.isOn("option-socket-types")) {
            boolean ofContext = option == SocketOptions.BLOCKY;
            throw new ZmqException(
                    ErrorCode.EINVAL,
                    ofContext
                            ? "BLOCKY is an option of the context: use ContextOptions." + ContextOptions.BLOCKY
                            : option + " is an option of " + option.socketTypes() + ", not of " + type);
        }
        context.require(Capability.of(option));
    }

    private void checkAttached(SocketOption<?> option) {
        if (endpoints.isAttached() && option.onlyBeforeAttach() && Safeguard.isOn("hwm-after-attach")) {
            throw context.unsupported(
                    Capability.of(option), "it can only be set before the first bind or connect of the socket");
        }
    }

    Object getByName(String name) {
        return get(SocketOptions.byName(name));
    }

    void setByName(String name, Object value) {
        setCoerced(SocketOptions.byName(name), value);
    }

    private <T> void setCoerced(SocketOption<T> option, Object value) {
        set(option, option.codec().coerce(option.name(), value));
    }
}
