package io.zmq4j.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zmq4j.Context;
import io.zmq4j.ContextOption;
import io.zmq4j.ContextOptions;
import io.zmq4j.ErrorCode;
import io.zmq4j.Socket;
import io.zmq4j.SocketOptions;
import io.zmq4j.SocketType;
import io.zmq4j.ZmqException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nulls and values out of range: the documented exception, and an object that stays usable. */
public class BadInputTck extends ZmqTck {
    /** Of the backend that a subclass names. */
    public BadInputTck() {}

    static List<SocketCall> callsWithReferences() {
        return SocketCall.all().stream()
                .filter(call -> Arrays.stream(call.method().getParameterTypes()).anyMatch(type -> !type.isPrimitive()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("callsWithReferences")
    @Rule({"ERR-005", "ERR-007"})
    void nullIsRefusedByEveryCallOfASocket(SocketCall call) {
        Socket socket = socket(call.type());
        Class<?>[] types = call.method().getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isPrimitive()) {
                @Nullable Object[] arguments = call.arguments(context());
                arguments[i] = null;
                assertThrows(NullPointerException.class, () -> call.on(socket, arguments), "argument " + i);
            }
        }
        assertUsable(socket);
    }

    /** Nothing of the refused call is left over: no half-sent message, no changed option. */
    private void assertUsable(Socket socket) {
        assertEquals(Duration.ZERO, socket.get(SocketOptions.LINGER));
        if (socket.type() == SocketType.SUB) {
            Socket pub = socket(SocketType.PUB);
            socket.connect(pub.bind(anyEndpoint("inproc")));
            settle(pub, socket);
            return;
        }
        Socket other = socket(SocketType.DEALER);
        other.connect(socket.bind(anyEndpoint("inproc")));
        socket.send(frames("a", "b"));
        assertFrames(other.recvMultipart(), "a", "b");
        other.sendText("c");
        assertFrames(socket.recvMultipart(), "c");
    }

    @Test
    @Rule({"ERR-005", "ERR-007"})
    void nullIsRefusedByEveryCallOfAContext() {
        Context context = context();
        for (Method method : sortedMethods(Context.class)) {
            Class<?>[] types = method.getParameterTypes();
            for (int i = 0; i < types.length; i++) {
                if (!types[i].isPrimitive()) {
                    @Nullable Object[] arguments = contextArguments(types);
                    arguments[i] = null;
                    assertThrows(
                            NullPointerException.class, () -> invoke(method, context, arguments), method::toString);
                }
            }
        }
        assertUsable(socket(SocketType.DEALER));
    }

    private static List<Method> sortedMethods(Class<?> type) {
        List<Method> methods = new ArrayList<>(Arrays.asList(type.getMethods()));
        methods.removeIf(method -> Modifier.isStatic(method.getModifiers()));
        methods.sort(Comparator.comparing(Method::toString));
        return methods;
    }

    private static @Nullable Object[] contextArguments(Class<?>[] types) {
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            if (types[i] == SocketType.class) {
                arguments[i] = SocketType.PAIR;
            } else if (types[i] == ContextOption.class) {
                arguments[i] = ContextOptions.MAX_SOCKETS;
            } else if (types[i] == Object.class) {
                arguments[i] = 5;
            } else if (types[i] == String.class) {
                arguments[i] = "MAX_SOCKETS";
            } else if (types[i] == Runnable.class) {
                arguments[i] = (Runnable) () -> {};
            } else if (types[i] == ByteBuffer.class) {
                arguments[i] = ByteBuffer.allocateDirect(1);
            }
        }
        return arguments;
    }

    private static void invoke(Method method, Object target, @Nullable Object[] arguments) throws Throwable {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    // ---- values

    private static void assertRefused(Executable call, String... parts) {
        String message = String.valueOf(assertCode(ErrorCode.EINVAL, call).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }

    @Test
    @Rule({"ERR-005", "OPT-005"})
    void optionsOutOfRangeKeepTheirValue() {
        Socket socket = socket(SocketType.DEALER);
        String range = "0…2147483647 ms";
        assertRefused(() -> socket.set(SocketOptions.LINGER, Duration.ofMillis(-5)), "LINGER", range, "-5 ms");
        assertRefused(() -> socket.set(SocketOptions.LINGER, Duration.ofMillis(1L << 31)), "LINGER", "2147483648 ms");
        assertRefused(() -> socket.set(SocketOptions.RCVTIMEO, Duration.ofMillis(-2)), "RCVTIMEO", "-2 ms");
        assertRefused(() -> socket.set(SocketOptions.SNDHWM, -1), "SNDHWM", "0…2147483647", "-1");
        assertRefused(() -> socket.set(SocketOptions.ROUTING_ID, new byte[0]), "IDENTITY", "1…255", "0 bytes");
        assertRefused(() -> socket.set(SocketOptions.ROUTING_ID, new byte[256]), "IDENTITY", "256 bytes");
        assertEquals(Duration.ZERO, socket.get(SocketOptions.LINGER));
        assertEquals(AWAIT, socket.get(SocketOptions.RCVTIMEO));
        assertEquals(1000, socket.get(SocketOptions.SNDHWM));
        assertEquals(0, socket.get(SocketOptions.ROUTING_ID).length);
        assertUsable(socket);
    }

    @Test
    @Rule({"CTX-003", "CTX-007", "ERR-005"})
    void contextOptionsOutOfRangeKeepTheirValue() {
        Context context = context();
        assertRefused(() -> context.set(ContextOptions.MAX_SOCKETS, 0), "MAX_SOCKETS", "1…65535", "0");
        assertRefused(() -> context.set(ContextOptions.MAX_SOCKETS, -1), "MAX_SOCKETS", "-1");
        assertRefused(() -> context.set(ContextOptions.MAX_SOCKETS, 65_536), "MAX_SOCKETS", "65536");
        assertRefused(() -> context.set(ContextOptions.IO_THREADS, -1), "IO_THREADS", "-1");
        assertEquals(1023, context.get(ContextOptions.MAX_SOCKETS));
        assertEquals(1, context.get(ContextOptions.IO_THREADS));
        assertRefused(() -> context.setByName("MAX_SOCKETS", 0), "MAX_SOCKETS", "0");
        assertRefused(() -> context.setByName("MAX_SOCKETS", "many"), "MAX_SOCKETS", "many");
        assertUsable(socket(SocketType.DEALER));
    }

    @ParameterizedTest
    @Rule({"CTX-012", "OPT-001", "SOC-002"})
    @ValueSource(strings = {"", "NO_SUCH_OPTION", "LINGER ", "ZMQ_"})
    void unknownNamesAreRefused(String name) {
        Socket socket = socket(SocketType.DEALER);
        assertRefused(() -> socket.getByName(name), "'" + name + "'");
        assertRefused(() -> socket.setByName(name, 1), "'" + name + "'");
        assertRefused(() -> context().setByName(name, 1), "'" + name + "'");
        assertRefused(() -> SocketType.byName(name), "'" + name + "'");
        assertUsable(socket);
    }

    @Test
    @Rule({"ERR-005", "OPT-002", "OPT-003", "OPT-004", "OPT-007", "SOC-012"})
    void optionsAgainstTheirAccessOrTypeAreRefused() {
        Socket socket = socket(SocketType.DEALER);
        assertRefused(() -> socket.get(SocketOptions.SUBSCRIBE), "SUBSCRIBE", "written");
        assertRefused(() -> socket.set(SocketOptions.RCVMORE, true), "RCVMORE", "read");
        assertRefused(() -> socket.set(SocketOptions.TYPE, SocketType.PAIR), "TYPE", "read");
        assertEquals(SocketType.DEALER, socket.type());
        assertRefused(() -> socket.set(SocketOptions.SUBSCRIBE, new byte[1]), "SUBSCRIBE", "DEALER");
        assertRefused(() -> socket.subscribe("x"), "SUBSCRIBE", "DEALER");
        assertRefused(() -> socket.set(SocketOptions.ROUTER_MANDATORY, true), "ROUTER_MANDATORY", "DEALER");
        assertRefused(() -> socket.set(SocketOptions.BLOCKY, true), "BLOCKY", "context");
        assertRefused(() -> socket.setByName("LINGER", new Object()), "LINGER", "java.lang.Object");
        assertUsable(socket);
    }

    @Test
    void negativeBoundsOfCloseAreRefusedAndCloseNothing() {
        ZmqException thrown = assertThrows(ZmqException.class, () -> context().close(Duration.ofMillis(-2)));
        assertEquals(ErrorCode.EINVAL, thrown.code());
        assertUsable(socket(SocketType.DEALER));
        assertDoesNotThrow(() -> context().close(Duration.ofMillis(-1)));
    }
}
