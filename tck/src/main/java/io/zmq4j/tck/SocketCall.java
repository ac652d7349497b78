package io.zmq4j.tck;

import io.zmq4j.Backend;
import io.zmq4j.Capability;
import io.zmq4j.Context;
import io.zmq4j.Msg;
import io.zmq4j.RecvFlag;
import io.zmq4j.SendFlag;
import io.zmq4j.Socket;
import io.zmq4j.SocketOption;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A method of {@link Socket} that uses the socket, with legal arguments: for rules that hold for every call. */
record SocketCall(Method method) {
    private static final Set<String> ALWAYS_ALLOWED = Set.of("type", "context", "close", "isClosed", "toString");

    /** All that a backend supports, in an order that stays the same. */
    static List<SocketCall> all(Backend backend) {
        return all().stream()
                .filter(call -> backend.supports(Capability.MONITOR)
                        || !call.method.getName().equals("monitor"))
                .toList();
    }

    /** All of them, in an order that stays the same. */
    static List<SocketCall> all() {
        return Arrays.stream(Socket.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !ALWAYS_ALLOWED.contains(method.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .map(SocketCall::new)
                .toList();
    }

    /** A type of socket that knows the call. */
    SocketType type() {
        return method.getName().endsWith("ubscribe") ? SocketType.SUB : SocketType.DEALER;
    }

    /** The call; throws what the method throws. */
    @Nullable
    Object on(Socket socket, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(socket, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Nullable
    Object[] arguments(Context context) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], i, context);
        }
        return arguments;
    }

    private Object argument(Class<?> type, int index, Context context) {
        if (type == byte[].class) {
            return new byte[] {1, 2, 3};
        } else if (type == int.class) {
            return index; // offset 1, length 2
        } else if (type == Msg.class) {
            return context.msg(new byte[] {1, 2, 3});
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.allocate(8);
        } else if (type == List.class) {
            return List.of(new byte[1], new byte[2]);
        } else if (type == Duration.class) {
            return Duration.ofMillis(1);
        } else if (type == SendFlag.class) {
            return SendFlag.SNDMORE;
        } else if (type == RecvFlag.class) {
            return RecvFlag.DONTWAIT;
        } else if (type == SocketOption.class) {
            return SocketOptions.LINGER;
        } else if (type == String.class) {
            return method.getName().endsWith("ByName") ? "LINGER" : "inproc://nobody";
        } else if (type == Object.class) {
            return Duration.ZERO; // a value of LINGER
        }
        throw new IllegalStateException("no argument for " + type + " of " + method);
    }

    @Override
    public String toString() {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
