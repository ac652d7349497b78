package io.zmq4j.tck.differential;

import io.zmq4j.Capability;
import io.zmq4j.ErrorCode;
import io.zmq4j.Option.Access;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.Support;
import io.zmq4j.ZmqException;
import io.zmq4j.tck.OptionValues;
import java.util.HashMap;
import java.util.Map;

/** The options of a socket: a map, in which the last value that was accepted stands. */
final class ModelOptions {
    private final Model model;
    private final SocketType type;
    private final Map<SocketOption<?>, Object> values = new HashMap<>();
    private boolean attached;

    ModelOptions(Model model, SocketType type) {
        this.model = model;
        this.type = type;
    }

    void attached() {
        attached = true;
    }

    Object value(SocketOption<?> option) {
        Object value = values.get(option);
        return value != null ? value : OptionValues.defaultOf(option, type).orElse("");
    }

    String routingId() {
        return Engine.text((byte[]) value(SocketOptions.IDENTITY));
    }

    Object get(ModelSocket socket, SocketOption<?> option) {
        check(option, Access.WRITE);
        socket.checkOpen();
        return value(option);
    }

    void set(ModelSocket socket, SocketOption<?> option, Object value) {
        if (!option.type().isInstance(value)) {
            throw new ZmqException(ErrorCode.EINVAL, "no such value");
        }
        check(option, Access.READ);
        if (OptionValues.illegal(option).contains(value)) {
            throw new ZmqException(ErrorCode.EINVAL, "illegal value");
        }
        socket.checkOpen();
        if (attached && (option == SocketOptions.SNDHWM || option == SocketOptions.RCVHWM)) {
            throw new ZmqException(ErrorCode.ENOTSUP, "after bind or connect");
        }
        if (support(option).level() == Support.Level.PARTIAL && model.choices().of(2) == 1) {
            throw new ZmqException(ErrorCode.ENOTSUP, "a value that is not supported");
        }
        values.put(option, value);
    }

    private void check(SocketOption<?> option, Access refused) {
        if (option.access() == refused || !option.socketTypes().contains(type)) {
            throw new ZmqException(ErrorCode.EINVAL, "not for this, or not of this type");
        }
        if (!support(option).isUsable()) {
            throw new ZmqException(ErrorCode.ENOTSUP, "not supported");
        }
    }

    private Support support(SocketOption<?> option) {
        return model.support(Capability.of(option));
    }
}
